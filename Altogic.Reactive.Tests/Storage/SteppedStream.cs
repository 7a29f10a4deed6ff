namespace Altogic.Reactive.Tests.Storage;

/// <summary>Gives its bytes in pieces and runs the test's code before each of them, the end included.</summary>
internal sealed class SteppedStream(int pieces, int size, Func<int, CancellationToken, Task> before) : Stream
{
    private int _next;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static SteppedStream Of(int pieces, int size, Action<int> before) => new(pieces, size, (piece, _) =>
    {
        before(piece);
        return Task.CompletedTask;
    });

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await before(_next, cancellationToken);
        if (_next == pieces) return 0;
        _next++;
        buffer.Span[..size].Fill((byte)_next);
        return size;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing here should block.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
