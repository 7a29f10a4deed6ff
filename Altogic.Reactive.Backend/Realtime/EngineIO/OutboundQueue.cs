namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>
/// What waits for one client, bounded in packets and bytes. A replay comes on top of the bounds, because its messages are kept
/// anyway. Not thread-safe.
/// </summary>
internal sealed class OutboundQueue(int maxPackets, int maxBytes)
{
    private const int LargestIdle = 64;
    private readonly int _maxPackets = maxPackets;
    private readonly int _maxBytes = maxBytes;
    private Queue<OutboundMessage> _messages = new();
    private long _bytes;
    private long _extraBytes;
    private int _extraPackets;

    public int Count => _messages.Count;

    public bool IsEmpty => _messages.Count == 0;

    /// <summary>False when there is no room; the message is not taken then.</summary>
    public bool TryAdd(OutboundMessage message)
    {
        // One message always fits, whatever its size: a limit below the largest message must not lock everybody out.
        if (_messages.Count > 0 && (_messages.Count - _extraPackets >= _maxPackets || _bytes - _extraBytes + message.Bytes > _maxBytes)) return false;
        _messages.Enqueue(message);
        _bytes += message.Bytes;
        return true;
    }

    public void AddReplay(OutboundMessage message)
    {
        _messages.Enqueue(message);
        _bytes += message.Bytes;
        _extraBytes += message.Bytes;
        _extraPackets++;
    }

    public bool TryTake(out OutboundMessage message)
    {
        if (!_messages.TryDequeue(out message!))
        {
            ReleaseMemory();
            return false;
        }

        _bytes -= message.Bytes;
        if (_messages.Count == 0) (_extraBytes, _extraPackets) = (0, 0);
        return true;
    }

    public void Clear()
    {
        _messages = new Queue<OutboundMessage>();
        (_bytes, _extraBytes, _extraPackets) = (0, 0, 0);
    }

    /// <summary>After a burst an idle connection must not keep its array.</summary>
    private void ReleaseMemory()
    {
        if (_messages.Capacity > LargestIdle) _messages = new Queue<OutboundMessage>();
    }
}
