using System.Net.WebSockets;
using Altogic.Reactive.Internal.Compatibility;
using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>One packet per frame (realtime §7.4).</summary>
internal sealed class WebSocketTransport(
    Uri address, Func<Uri, CancellationToken, Task<WebSocket>> connect, SlabPool pool, long largestMessage) : IEngineTransport
{
    private const int LeastRoom = 512;
    private const int LargestIdle = 64 * 1024;

    private readonly object _gate = new();
    private WebSocket? _socket;
    private bool _isDisposed;

    public bool IsWebSocket => true;

    private WebSocket Socket => _socket ?? throw new InvalidOperationException("The transport has not been opened.");

    public async Task OpenAsync(CancellationToken cancellation)
    {
        var socket = await connect(address, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The WebSocketFactory returned nothing.");
        bool isLate;
        lock (_gate)
        {
            isLate = _isDisposed;
            _socket = socket;
        }

        if (isLate) socket.Dispose();
        cancellation.ThrowIfCancellationRequested();
        if (isLate) throw new ObjectDisposedException(nameof(WebSocketTransport));
    }

    public void Begin(EngineHandshake handshake)
    {
    }

    public void Trim() => pool.Trim();

    /// <summary>Asks over this socket whether the session may move here (realtime §7.6).</summary>
    public async Task<bool> ProbeAsync(CancellationToken cancellation)
    {
        using var batch = new FrameBatch();
        batch.Add(EnginePacketType.Ping, "probe"u8);
        await WriteAsync(batch, cancellation).ConfigureAwait(false);
        var answer = new byte[64];
        var (count, isEnd, type) = await Socket.ReadAsync(answer, cancellation).ConfigureAwait(false);
        return isEnd && type == WebSocketMessageType.Text && answer.AsSpan(0, count).SequenceEqual("3probe"u8);
    }

    public async Task<CloseCause?> ReadAsync(IPacketSink sink, CancellationToken cancellation)
    {
        var socket = Socket;
        var slab = pool.Rent();
        var (start, end, isKept) = (0, 0, false);
        while (true)
        {
            if (slab.Bytes.Length - end < LeastRoom)
            {
                (slab, start, end) = MoveOn(slab, start, end, isKept);
                isKept = false;
            }

            var receiving = socket.ReadAsync(slab.Bytes.AsMemory(end), cancellation);
            if (!receiving.IsCompleted) sink.Idle();
            var (count, isEnd, type) = await receiving.ConfigureAwait(false);
            if (type == WebSocketMessageType.Close) return CloseCause.ClosedByServer;
            end += count;
            if (end - start > largestMessage) return CloseCause.ParseError(PacketError.TooLarge);
            if (!isEnd) continue;
            if (!TryRead(slab.Bytes.AsMemory(start, end - start), type, out var packet, out var error)) return CloseCause.ParseError(error);
            if (sink.Receive(packet, slab)) (start, isKept) = (end, true);
            else end = start;
            // what one large message needed is not held for ever
            if (slab.Bytes.Length > LargestIdle) (slab, start, end, isKept) = (pool.Rent(), 0, 0, false);
        }
    }

    public async Task WriteAsync(FrameBatch batch, CancellationToken cancellation)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var frame = batch.FrameAt(i, out var isBinary);
            await Socket.WriteAsync(frame, isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, cancellation)
                .ConfigureAwait(false);
        }
    }

    public Task CloseAsync(CancellationToken cancellation) =>
        Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellation);

    public void Dispose()
    {
        WebSocket? socket;
        lock (_gate)
        {
            _isDisposed = true;
            socket = _socket;
        }

        if (socket is null) return;
        socket.Abort();
        socket.Dispose();
    }

    private static bool TryRead(ReadOnlyMemory<byte> frame, WebSocketMessageType type, out EnginePacket packet, out PacketError error)
    {
        error = PacketError.None;
        if (type == WebSocketMessageType.Text) return EnginePacketCodec.TryReadText(frame, out packet, out error);
        packet = EnginePacketCodec.ReadBinary(frame);
        return true;
    }

    /// <summary>Room for the next bytes: a fresh slab for a small message, twice the size for a large one.</summary>
    private (ReceiveSlab Slab, int Start, int End) MoveOn(ReceiveSlab slab, int start, int end, bool isKept)
    {
        var partial = end - start;
        var next = partial <= SlabPool.SlabSize / 2 ? pool.Rent() : SlabPool.Large(checked(partial * 2));
        Buffer.BlockCopy(slab.Bytes, start, next.Bytes, 0, partial);
        if (!isKept) slab.Dispose();
        // its messages may all be gone, and its bytes must not be given away before they are copied
        GC.KeepAlive(slab);
        return (next, 0, partial);
    }
}
