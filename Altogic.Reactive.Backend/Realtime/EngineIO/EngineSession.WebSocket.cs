using System.Buffers;
using System.Net.WebSockets;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <content>WebSocket: directly, or after an upgrade from polling (realtime §7.4, §7.6).</content>
internal sealed partial class EngineSession : IThreadPoolWorkItem
{
    private const int MostMessagesAtOnce = 128;
    private static readonly OutboundMessage ProbeAnswer = OutboundMessage.Text("3probe"u8);
    private readonly TimeProvider _time;
    private WebSocketLink? _link;
    private WebSocketLink? _probe;
    private bool _isUpgrading;
    private bool _isWriting;
    private WebSocketCloseStatus _closeStatus = WebSocketCloseStatus.NormalClosure;
    private TaskCompletionSource? _written;

    /// <summary>Serves the session over this WebSocket until one of both ends.</summary>
    public async Task RunAsync(WebSocketLink link)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            // Ended before it began: the writer says so, and nothing more is read.
            (_link, _written) = (link, written);
            _poll?.TrySetResult();
            if (!_queue.IsEmpty || _phase != Phase.Open) WakeWriter();
        }

        var reason = _phase == Phase.Closed ? _reason : await ReadAsync(link);
        lock (_gate)
        {
            if (_phase == Phase.Open) (_phase, _reason) = (Phase.Closing, reason);
            WakeWriter();
        }

        TellHandler(reason);
        await link.FinishAsync(written.Task, _time);
        bool isEnd;
        lock (_gate) isEnd = TryEnd(ref reason);
        if (isEnd) Forget(reason);
    }

    /// <summary>Takes a WebSocket of a client that is polling, and goes over to it when the client says so.</summary>
    public async Task UpgradeAsync(WebSocketLink link)
    {
        lock (_gate)
        {
            if (_phase == Phase.Open && _link is null && _probe is null) _probe = link;
        }

        if (_probe != link)
        {
            await link.FinishAsync(link.CloseAsync(WebSocketCloseStatus.NormalClosure), _time);
            return;
        }

        if (await ProbeAsync(link))
        {
            try
            {
                await RunAsync(link);
            }
            finally
            {
                Drop("transport close");
            }

            return;
        }

        lock (_gate) (_probe, _isUpgrading) = (null, false);
        await link.FinishAsync(link.CloseAsync(WebSocketCloseStatus.NormalClosure), _time);
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteAsync();

    private async Task<bool> ProbeAsync(WebSocketLink link)
    {
        using var limit = new CancellationTokenSource(_settings.UpgradeTimeout, _time);
        using var buffer = new PooledBuffer();
        if (!await ExpectAsync(link, buffer, "2probe"u8.ToArray(), limit.Token) || !await link.TrySendAsync(ProbeAnswer.Frame)) return false;
        lock (_gate)
        {
            _isUpgrading = true;
            _poll?.TrySetResult();
        }

        return await ExpectAsync(link, buffer, "5"u8.ToArray(), limit.Token);
    }

    private async Task<bool> ExpectAsync(WebSocketLink link, PooledBuffer buffer, byte[] text, CancellationToken limit)
    {
        buffer.Clear();
        var kind = await link.ReceiveAsync(buffer, _server.MaxPayload, limit);
        return kind == FrameKind.Text && buffer.Written.Span.SequenceEqual(text);
    }

    /// <summary>Why reading ended.</summary>
    private async Task<string> ReadAsync(WebSocketLink link)
    {
        while (true)
        {
            // Empty until there is something to read, so that an idle connection holds no memory for it.
            using var buffer = new PooledBuffer(0);
            switch (await link.ReceiveAsync(buffer, _server.MaxPayload, default))
            {
                case FrameKind.Text:
                    if (!EnginePacketCodec.TryReadText(buffer.Written, out var packet, out _)) return "parse error";
                    if (!Receive(packet)) return packet.Type == EnginePacketType.Close ? "transport close" : "parse error";
                    break;
                case FrameKind.Binary:
                    if (!Receive(EnginePacketCodec.ReadBinary(buffer.Written))) return "parse error";
                    break;
                case FrameKind.TooLarge:
                    lock (_gate) _closeStatus = WebSocketCloseStatus.MessageTooBig;
                    return "message too large";
                default:
                    return "transport close";
            }
        }
    }

    /// <summary>Under the lock.</summary>
    private void WakeWriter()
    {
        if (_isWriting || _link is null) return;
        _isWriting = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Writes until the queue is empty, many messages at once.</summary>
    private async Task WriteAsync()
    {
        var (link, isLast) = (_link!, false);
        var batch = ArrayPool<OutboundMessage>.Shared.Rent(MostMessagesAtOnce);
        try
        {
            while (TakeBatch(batch, out isLast) is var count and > 0) await link.SendAsync(batch, count);
            if (isLast) await link.CloseAsync(_closeStatus);
        }
        catch (Exception e) when (WebSocketLink.IsLoss(e))
        {
            isLast = true;
            Drop("transport error");
        }
#pragma warning disable CA1031 // nobody awaits the writer: a bug ends the connection, and is logged
        catch (Exception e)
#pragma warning restore CA1031
        {
            isLast = true;
            _server.Failed(this, e);
            Drop("server error");
        }
        finally
        {
            ArrayPool<OutboundMessage>.Shared.Return(batch, clearArray: true);
            if (isLast) _written!.TrySetResult();
        }
    }

    /// <summary>Takes what is to be written next; nothing ends this run of the writer, or with the session the writer itself.</summary>
    private int TakeBatch(OutboundMessage[] batch, out bool isLast)
    {
        lock (_gate)
        {
            var count = 0;
            while (_phase != Phase.Closed && count < MostMessagesAtOnce && _queue.TryTake(out var message)) batch[count++] = message;
            isLast = count == 0 && _phase != Phase.Open;
            if (count == 0 && !isLast) _isWriting = false;
            return count;
        }
    }
}
