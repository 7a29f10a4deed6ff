using System.Globalization;
using System.Net.Http.Headers;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>One waiting GET for what comes, POSTs for what goes (realtime §7.5).</summary>
internal sealed class PollingTransport(
    EngineAddress address, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, long largestBody) : IEngineTransport
{
    private readonly List<EnginePacket> _packets = [];
    private readonly CancellationTokenSource _disposal = new();
    private byte[]? _first;
    private string? _sid;
    private int _requests;
    private volatile bool _isPaused;
    private long _maxPayload = long.MaxValue;

    public bool IsWebSocket => false;

    public async Task OpenAsync(CancellationToken cancellation) => _first = await GetAsync(cancellation).ConfigureAwait(false);

    public void Begin(EngineHandshake handshake) => (_sid, _maxPayload) = (handshake.Sid, handshake.MaxPayload);

    public void Trim()
    {
    }

    /// <summary>Reading stops after the answer that is under way, so that the session can move to a WebSocket.</summary>
    public void Pause() => _isPaused = true;

    public async Task<CloseCause?> ReadAsync(IPacketSink sink, CancellationToken cancellation)
    {
        while (true)
        {
            sink.Idle();
            if (_isPaused) return null;
            var body = _first ?? await GetAsync(cancellation).ConfigureAwait(false);
            _first = null;
            if (Deliver(body, sink) is { } cause) return cause;
        }
    }

    public async Task WriteAsync(FrameBatch batch, CancellationToken cancellation)
    {
        using var body = new PooledBuffer();
        for (var next = 0; next < batch.Count;)
        {
            body.Clear();
            next = Fill(body, batch, next);
            await PostAsync(body.Written, cancellation).ConfigureAwait(false);
        }
    }

    public async Task CloseAsync(CancellationToken cancellation)
    {
        if (_sid is null) return;
        await PostAsync("1"u8.ToArray(), cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _disposal.Cancel();

    private static int Fill(PooledBuffer body, FrameBatch batch, int next, long most)
    {
        var first = next;
        do
        {
            EnginePayloadCodec.Append(body, batch[next], isFirst: next == first);
            next++;
        }
        while (next < batch.Count && body.Length + 1 + EnginePayloadCodec.SizeOf(batch[next]) <= most);
        return next;
    }

    private int Fill(PooledBuffer body, FrameBatch batch, int next) => Fill(body, batch, next, _maxPayload);

    private CloseCause? Deliver(byte[] body, IPacketSink sink)
    {
        _packets.Clear();
        var isValid = EnginePayloadCodec.TryRead(body, _packets, out var error);
        // the packets refer to the body, which belongs to nobody else
        var slab = new ReceiveSlab(body);
        foreach (var packet in _packets) sink.Receive(packet, slab);
        return isValid ? null : CloseCause.ParseError(error);
    }

    private async Task<byte[]> GetAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address());
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposal.Token);
        using var response = await send(request, linked.Token).ConfigureAwait(false);
        RequireSuccess(response);
        using var body = await PooledBody.ReadAsync(response.Content, largestBody, linked.Token).ConfigureAwait(false);
        var bytes = new byte[checked((int)body.Length)];
        var at = 0;
        foreach (var piece in body.Pieces)
        {
            Buffer.BlockCopy(piece.Array!, piece.Offset, bytes, at, piece.Count);
            at += piece.Count;
        }

        return bytes;
    }

    private async Task PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address());
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposal.Token);
        request.Content = new ByteArrayContent(body.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "UTF-8" };
        using var response = await send(request, linked.Token).ConfigureAwait(false);
        RequireSuccess(response);
    }

    private Uri Address() => address.Polling(_sid, Interlocked.Increment(ref _requests).ToString(CultureInfo.InvariantCulture));

    private static void RequireSuccess(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode) throw new TransportRefusedException((int)response.StatusCode);
    }
}
