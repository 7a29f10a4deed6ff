using System.Net.Sockets;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Some bytes, then what the subclass does instead of the rest.</summary>
internal abstract class FaultyStream(byte[] start) : Stream
{
    private readonly MemoryStream _start = new(start);

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
        var count = await _start.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return count > 0 || buffer.Length == 0 ? count : await AfterStart(cancellationToken).ConfigureAwait(false);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing here should block.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected abstract Task<int> AfterStart(CancellationToken cancellation);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _start.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The connection is reset after the first bytes.</summary>
internal sealed class BreakingStream(byte[] start) : FaultyStream(start)
{
    protected override Task<int> AfterStart(CancellationToken cancellation) =>
        Task.FromException<int>(new IOException("Reset", new SocketException((int)SocketError.ConnectionReset)));
}

/// <summary>Nothing comes after the first bytes, until the read is cancelled.</summary>
internal sealed class HangingStream(byte[] start) : FaultyStream(start)
{
    private readonly TaskCompletionSource<int> _never = new();

    /// <summary>Whether somebody has read to the end of the first bytes.</summary>
    public bool IsHanging { get; private set; }

    public bool IsCancelled => _never.Task.IsCanceled;

    protected override Task<int> AfterStart(CancellationToken cancellation)
    {
        IsHanging = true;
        cancellation.Register(() => _never.TrySetCanceled(cancellation));
        return _never.Task;
    }
}
