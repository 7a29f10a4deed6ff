using System.Security.Cryptography;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Storage;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>The body of a request as it is read, checked against its <c>Content-Digest</c> when it has one.</summary>
internal sealed class RequestContent : Stream
{
    private readonly Stream _body;
    private readonly byte[]? _expected;
    private readonly IncrementalHash? _hash;

    /// <exception cref="Modules.ApiException">400 when the header cannot be read.</exception>
    public RequestContent(HttpRequest request)
    {
        _body = request.Body;
        _expected = DigestHeader.Read(request.Headers["Content-Digest"].ToString(), out var isValid);
        if (!isValid) throw FieldErrors.Invalid("Content-Digest", "The header Content-Digest has to look like sha-256=:…:.");
        if (_expected is not null) _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await _body.ReadAsync(buffer, cancellationToken);
        _hash?.AppendData(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Requests are read without blocking.");

    /// <exception cref="Modules.ApiException">400 when the bytes are not those that the header describes. To be called at the end.</exception>
    public void Verify()
    {
        if (_hash is not null && !_hash.GetCurrentHash().AsSpan().SequenceEqual(_expected)) throw StorageErrors.ChecksumMismatch();
    }

    public override void Flush()
    {
        // nothing is written
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash?.Dispose();
        base.Dispose(disposing);
    }
}
