using System.Text;
using Altogic.Reactive.Storage;
#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;
#endif

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>
/// A multipart form with the field <c>file</c>, streamed from its source, and behind it the field <c>digest</c> with the checksum of what
/// was sent. Servers that do not know the second field ignore it.
/// </summary>
internal sealed class UploadContent : StreamedForm
{
    private readonly FileSource _source;
    private readonly TransferMeter _meter;
    private readonly long? _length;
    private readonly byte[] _head;

    public UploadContent(FileSource source, string fileName, string contentType, TransferMeter meter, CancellationToken attempt)
        : base(attempt)
    {
        _source = source;
        _meter = meter;
        _length = source.FindLength();
        _head = Head("file", fileName, contentType);
    }

    protected override long? Length => _head.Length + _length + Tail(new string('0', Checksum.TextLength)).Length;

    private byte[] Tail(string digest) => [.. LineEnd, .. Head("digest"), .. Encoding.ASCII.GetBytes(digest), .. LineEnd, .. End];

    protected override async Task WriteAsync(Stream output, CancellationToken cancellation)
    {
        using var checksum = new Checksum();
        await output.WriteAsync(_head.AsMemory(), cancellation).ConfigureAwait(false);
        var advance = _meter.Begin(_length);
        await SourceCopy.RunAsync(_source, _length, output, advance, checksum, cancellation).ConfigureAwait(false);
        await output.WriteAsync(Tail(checksum.Finish()).AsMemory(), cancellation).ConfigureAwait(false);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
