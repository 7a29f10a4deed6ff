namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>The events of the last minutes, bounded in time and bytes. Not thread-safe.</summary>
internal sealed class EventLog(TimeSpan window, long maxBytes)
{
    private readonly AscendingRing<Publication> _events = new(static publication => publication.Id);
    private long _bytes;

    /// <summary>The id of the last event that is not there any more, or never was.</summary>
    public long GoneThrough { get; private set; }

    public int Count => _events.Count;

    public long Bytes => _bytes;

    public void Add(Publication publication)
    {
        _events.Add(publication);
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
        while (_events.Count > 0 && now - _events.First.PublishedAt > window) RemoveFirst();
    }

    /// <summary>Whether every event after <paramref name="id"/> is still there.</summary>
    public bool Covers(long id) => id >= GoneThrough;

    /// <summary>The events after <paramref name="id"/>, in order; what was before them costs nothing.</summary>
    public IEnumerable<Publication> After(long id) => _events.After(id);

    public void Clear()
    {
        while (_events.Count > 0) RemoveFirst();
    }

    private void RemoveFirst()
    {
        var first = _events.RemoveFirst();
        _bytes -= first.Size;
        GoneThrough = first.Id;
    }
}
