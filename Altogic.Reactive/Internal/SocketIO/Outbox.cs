using System.Buffers.Text;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>
/// What is to be sent, in order, over all connections: waiting, being written, written and not yet acknowledged. An entry leaves it in
/// exactly one way, and is told. A connection that recovers numbers what it is sent, so that it can be sent again without doing harm.
/// </summary>
internal sealed class Outbox(int capacity)
{
    private readonly object _gate = new();
    private readonly LinkedList<OutboxEntry> _waiting = new();
    private readonly LinkedList<OutboxEntry> _taken = new();
    private readonly LinkedList<OutboxEntry> _unacknowledged = new();
    private readonly Dictionary<long, LinkedListNode<OutboxEntry>> _bySequence = [];
    private readonly List<OutboxEntry> _tooLarge = [];
    private object? _link;
    private bool _isCounting;
    private long _lastSequence;
    private int _bounded;
    private long _largest = long.MaxValue;

    /// <summary>How many entries there are, in whatever state.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _waiting.Count + _taken.Count + _unacknowledged.Count;
        }
    }

    /// <summary>How many entries a recovered connection was to be sent once more: written before, and not acknowledged.</summary>
    public long Repeated { get; private set; }

    public bool IsWaiting(OutboxEntry entry)
    {
        lock (_gate) return entry.Place is not null;
    }

    /// <summary>Puts an entry at the end; false when there are too many.</summary>
    public bool TryAdd(OutboxEntry entry)
    {
        lock (_gate)
        {
            if (entry.IsBounded && _bounded >= capacity) return false;
            if (entry.IsBounded) _bounded++;
            entry.Place = _waiting.AddLast(entry);
            return true;
        }
    }

    /// <summary>Takes back an entry that has not been written; it is not told.</summary>
    public bool TryCancel(OutboxEntry entry)
    {
        lock (_gate)
        {
            // a number that has been given must reach the server, or it would wait for it
            if (entry.Place is null || entry.Sequence > 0) return false;
            _waiting.Remove(entry.Place);
            Forget(entry);
            return true;
        }
    }

    /// <summary>
    /// A server has accepted: decides about what was written to the last connection. Waits until <see cref="Open"/> with the writing.
    /// </summary>
    /// <returns>What must be told now: entries of which nobody can know whether they arrived.</returns>
    public IReadOnlyList<OutboxEntry> Resume(bool isCounting, bool isRecovered)
    {
        lock (_gate)
        {
            _isCounting = isCounting;
            if (isCounting && isRecovered)
            {
                Repeated += _unacknowledged.Count;
                Requeue(_unacknowledged);
                return [];
            }

            // what was to be sent once more, and was not before that connection broke as well, may have arrived the first time
            while (_waiting.First is { Value.Sequence: > 0 } node) Move(node, _unacknowledged);
            RemoveGreetings();
            _lastSequence = 0;
            foreach (var entry in _unacknowledged) entry.Sequence = 0;
            return GiveUp(_unacknowledged);
        }
    }

    /// <summary>Begins to serve a connection, with what it is to be sent first.</summary>
    /// <param name="link">The connection.</param>
    /// <param name="greeting">What it is sent first.</param>
    /// <param name="largest">The largest packet that the server takes, in bytes.</param>
    public void Open(object link, IReadOnlyList<OutboxEntry> greeting, long largest)
    {
        lock (_gate)
        {
            _link = link;
            _largest = largest;
            var after = _waiting.First;
            while (after?.Value.Sequence > 0) after = after.Next;
            foreach (var entry in greeting)
                entry.Place = after is null ? _waiting.AddLast(entry) : _waiting.AddBefore(after, entry);
        }
    }

    /// <summary>A connection is over.</summary>
    /// <returns>What must be told now.</returns>
    public IReadOnlyList<OutboxEntry> Detach(object link)
    {
        lock (_gate)
        {
            if (_link != link) return [];
            _link = null;
            return GiveUp(_taken);
        }
    }

    /// <summary>Writes waiting entries into a batch.</summary>
    /// <param name="link">The connection.</param>
    /// <param name="batch">Where they are written.</param>
    /// <param name="enough">How many bytes will do.</param>
    /// <param name="isPolling">Whether bytes travel as base64.</param>
    public bool TryTake(object link, FrameBatch batch, int enough, bool isPolling)
    {
        lock (_gate)
        {
            if (_link != link) return false;
            while (_waiting.Count > 0 && batch.Size < enough)
            {
                var node = _waiting.First!;
                var entry = node.Value;
                _waiting.Remove(node);
                entry.Place = null;
                // the server would end the connection over it, and be sent it again on the next one
                if (_isCounting && !entry.Fits(_largest, isPolling))
                {
                    _tooLarge.Add(entry);
                    Forget(entry);
                    continue;
                }

                entry.WasWritten = true;
                if (_isCounting && entry.Sequence == 0) entry.Sequence = ++_lastSequence;
                Write(entry, batch);
                (_isCounting ? _unacknowledged : _taken).AddLast(node);
                if (_isCounting) _bySequence[entry.Sequence] = node;
            }

            return batch.Count > 0;
        }
    }

    /// <summary>Entries that no connection to this server can carry; they must be told now.</summary>
    public IReadOnlyList<OutboxEntry> TakeTooLarge()
    {
        lock (_gate)
        {
            if (_tooLarge.Count == 0) return [];
            OutboxEntry[] all = [.. _tooLarge];
            _tooLarge.Clear();
            return all;
        }
    }

    /// <summary>What was taken is on its way; without acknowledgements that is all there is to know.</summary>
    public IReadOnlyList<OutboxEntry> Written(object link)
    {
        lock (_gate)
        {
            if (_link != link || _taken.Count == 0) return [];
            OutboxEntry[] done = [.. _taken];
            _taken.Clear();
            foreach (var entry in done) Forget(entry);
            return done;
        }
    }

    /// <summary>The server has answered one entry; null when it is none of ours.</summary>
    public OutboxEntry? Acknowledge(object link, long sequence)
    {
        lock (_gate)
        {
            if (_link != link || !_bySequence.TryGetValue(sequence, out var node)) return null;
            _bySequence.Remove(sequence);
            _unacknowledged.Remove(node);
            Forget(node.Value);
            return node.Value;
        }
    }

    /// <summary>Nothing will be sent any more for now.</summary>
    /// <returns>What must be told now: everything.</returns>
    public IReadOnlyList<OutboxEntry> Clear()
    {
        lock (_gate)
        {
            OutboxEntry[] all = [.. _unacknowledged, .. _taken, .. _waiting];
            _unacknowledged.Clear();
            _bySequence.Clear();
            _taken.Clear();
            _waiting.Clear();
            foreach (var entry in all) Forget(entry);
            return all;
        }
    }

    private static void Write(OutboxEntry entry, FrameBatch batch)
    {
        var output = batch.Begin(EnginePacketType.Message);
        var count = entry.Attachments.Count;
        SocketPacketCodec.WriteHead(
            output, count > 0 ? SocketPacketType.BinaryEvent : SocketPacketType.Event,
            id: entry.Sequence > 0 ? entry.Sequence : null, attachments: count);
        Append(output, entry.Body);
        if (entry.Sequence > 0)
        {
            Append(output, ",\"seq\":"u8);
            var number = output.GetSpan(20);
            Utf8Formatter.TryFormat(entry.Sequence, number, out var digits);
            output.Advance(digits);
        }

        Append(output, "}]"u8);
        batch.End(EnginePacketType.Message);
        foreach (var attachment in entry.Attachments) batch.AddBinary(attachment);
    }

    private static void Append(Serialization.PooledBuffer output, ReadOnlySpan<byte> text)
    {
        text.CopyTo(output.GetSpan(text.Length));
        output.Advance(text.Length);
    }

    /// <summary>Puts entries back before everything that waits, in their order.</summary>
    private void Requeue(LinkedList<OutboxEntry> entries)
    {
        _bySequence.Clear();
        while (entries.Last is { } node)
        {
            entries.Remove(node);
            _waiting.AddFirst(node);
            node.Value.Place = node;
        }
    }

    /// <summary>Of entries that may have arrived, those that do no harm are sent again; the others are done.</summary>
    private List<OutboxEntry> GiveUp(LinkedList<OutboxEntry> entries)
    {
        List<OutboxEntry> lost = [];
        for (var node = entries.First; node is not null;)
        {
            var next = node.Next;
            if (!node.Value.IsRepeatable || node.Value.IsGreeting)
            {
                entries.Remove(node);
                lost.Add(node.Value);
            }

            node = next;
        }

        Requeue(entries);
        foreach (var entry in lost) Forget(entry);
        return lost;
    }

    private void Move(LinkedListNode<OutboxEntry> node, LinkedList<OutboxEntry> to)
    {
        _waiting.Remove(node);
        node.Value.Place = null;
        to.AddLast(node);
    }

    /// <summary>What was to restore an earlier connection is made anew for the next one.</summary>
    private void RemoveGreetings()
    {
        for (var node = _waiting.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.IsGreeting)
            {
                _waiting.Remove(node);
                Forget(node.Value);
            }

            node = next;
        }
    }

    private void Forget(OutboxEntry entry)
    {
        entry.Place = null;
        if (entry.IsBounded) _bounded--;
        entry.Release();
    }
}
