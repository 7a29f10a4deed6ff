using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <content>Long-polling: one request that waits for packets, one that brings some (realtime §7.5).</content>
internal sealed partial class EngineSession
{
    private static readonly EnginePacket NoopPacket = new(EnginePacketType.Noop, default);
    private static readonly EnginePacket ClosePacket = new(EnginePacketType.Close, default);
    private TaskCompletionSource? _poll;
    private bool _isPosting;
    private bool _isFarewellQuiet;

    /// <summary>Waits until there is something to tell the client, and writes it; not null refuses the request.</summary>
    public async Task<EngineError?> PollAsync(PooledBuffer output, CancellationToken aborted)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isOnly;
        lock (_gate)
        {
            if (_phase == Phase.Closed) return EngineError.SessionUnknown;
            if (_link is not null) return EngineError.BadRequest;
            isOnly = _poll is null;
            if (isOnly) _poll = waiter;
            if (!_queue.IsEmpty || _phase == Phase.Closing || _isUpgrading) waiter.SetResult();
        }

        if (!isOnly)
        {
            Drop("overlapping requests");
            return EngineError.BadRequest;
        }

        try
        {
            await waiter.Task.WaitAsync(aborted);
        }
        catch (OperationCanceledException)
        {
            Drop("transport close");
            return EngineError.SessionUnknown;
        }

        return Answer(output);
    }

    /// <summary>Claims the right to bring packets; not null refuses the request.</summary>
    public EngineError? BeginPost()
    {
        lock (_gate)
        {
            if (_phase != Phase.Open) return EngineError.SessionUnknown;
            if (_link is not null) return EngineError.BadRequest;
            if (!_isPosting)
            {
                _isPosting = true;
                return null;
            }
        }

        Drop("overlapping requests");
        return EngineError.BadRequest;
    }

    public void EndPost()
    {
        lock (_gate) _isPosting = false;
    }

    /// <summary>Takes the packets of a body; false when they ended the session for being none.</summary>
    public bool ReceiveBody(ReadOnlyMemory<byte> body)
    {
        // One packet at a time: a body of the largest size could hold half a million.
        var packets = new List<EnginePacket>(1);
        var isText = System.Text.Unicode.Utf8.IsValid(body.Span);
        while (true)
        {
            var end = body.Span.IndexOf(EnginePayloadCodec.Separator);
            packets.Clear();
            if (!isText || !EnginePayloadCodec.TryRead(end < 0 ? body : body[..end], packets, out _))
            {
                Drop("parse error");
                return false;
            }

            if (!Receive(packets[0])) return packets[0].Type == EnginePacketType.Close;
            if (end < 0) return true;
            body = body[(end + 1)..];
        }
    }

    /// <summary>Ends the session because of what the client sent.</summary>
    private void Leave(string reason)
    {
        if (_link is null) Drop(reason);
        else Close(reason);
    }

    /// <summary>The client said good-bye: a pending poll ends without a good-bye of ours.</summary>
    private void LeaveQuietly()
    {
        lock (_gate) _isFarewellQuiet = true;
        Leave("transport close");
    }

    private EngineError? Answer(PooledBuffer output)
    {
        lock (_gate)
        {
            _poll = null;
            if (_link is null && _phase != Phase.Closed) WriteQueued(output);
            if (_phase == Phase.Open || _isFarewellQuiet)
            {
                if (output.Length == 0) EnginePayloadCodec.Append(output, NoopPacket, isFirst: true);
                return null;
            }

            // what one answer does not hold is for the next poll: the good-bye comes last
            if (_phase == Phase.Closing && _link is null && !_queue.IsEmpty) return null;
            EnginePayloadCodec.Append(output, ClosePacket, output.Length == 0);
        }

        Drop(_reason);
        return null;
    }

    private void WriteQueued(PooledBuffer output)
    {
        while (output.Length < _server.MaxPayload && _queue.TryTake(out var message))
            for (var part = message; part is not null; part = part.Next) EnginePayloadCodec.Append(output, part.Packet, output.Length == 0);
    }
}
