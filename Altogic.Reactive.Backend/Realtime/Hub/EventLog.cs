namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>The events of the last minutes, bounded in time and bytes. Not thread-safe.</summary>
internal sealed class EventLog(TimeSpan window, long maxBytes)
{
    private readonly Queue<Publication> _events = new();
    private long _bytes;

    /// <summary>The id of the last event that is not there any more, or never was.</summary>
    public long GoneThrough { get; private set; }

    public int Count => _events.Count;

    public long Bytes => _bytes;

    public void Add(Publication publication)
    {
        _events.Enqueue(publication);
        _bytes += publication.Size;
        while (_bytes > maxBytes) RemoveFirst();
        Expire(publication.PublishedAt);
    }

    /// <summary>Notes an event that nobody could ask for.</summary>
    public void Skip(long id)
    {
        if (_events.Count == 0) GoneThrough = id;
    }

    public void Expire(DateTimeOffset now)
    {
        while (_events.TryPeek(out var first) && now - first.PublishedAt > window) RemoveFirst();
    }

    /// <summary>Whether every event after <paramref name="id"/> is still there.</summary>
    public bool Covers(long id) => id >= GoneThrough;

    public IEnumerable<Publication> After(long id) => _events.Where(publication => publication.Id > id);

    public void Clear()
    {
        while (_events.Count > 0) RemoveFirst();
    }

    private void RemoveFirst()
    {
        var first = _events.Dequeue();
        _bytes -= first.Size;
        GoneThrough = first.Id;
    }
}
