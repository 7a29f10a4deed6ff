using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>A request body written once into a pooled buffer, so that its length can be announced.</summary>
internal sealed class JsonBody : HttpContent
{
    private readonly byte[] _buffer;
    private readonly int _length;

    // the creator holds one, and so does each write under way; the buffer goes back when the last one is done
    private int _holders = 1;
    private int _isDisposed;

    public JsonBody(byte[] buffer, int length)
    {
        _buffer = buffer;
        _length = length;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            await stream.WriteAsync(_buffer.AsMemory(0, _length), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }
#else
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Enter();
        try
        {
            await stream.WriteAsync(_buffer, 0, _length).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _isDisposed, 1) == 0) Leave();
        base.Dispose(disposing);
    }

    private void Enter()
    {
        int holders;
        do
        {
            holders = Volatile.Read(ref _holders);
            if (holders == 0) throw new ObjectDisposedException(nameof(JsonBody));
        }
        while (Interlocked.CompareExchange(ref _holders, holders + 1, holders) != holders);
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _holders) == 0) ArrayPool<byte>.Shared.Return(_buffer);
    }
}
