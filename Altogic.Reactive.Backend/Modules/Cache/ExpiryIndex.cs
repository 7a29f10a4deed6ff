namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>The keys that expire, in the order they do it, so that nobody has to look at the others.</summary>
internal sealed class ExpiryIndex
{
    private readonly SortedSet<CacheItem> _items = new(Comparer<CacheItem>.Create(Compare));

    public void Add(CacheItem item)
    {
        if (item.ExpiresAt != CacheItem.Never) _items.Add(item);
    }

    /// <summary>To be called before the time of the key changes.</summary>
    public void Remove(CacheItem item)
    {
        if (item.ExpiresAt != CacheItem.Never) _items.Remove(item);
    }

    /// <summary>The key that has expired first; null when none has.</summary>
    public CacheItem? Due(long now) => _items.Min is { } first && first.ExpiresAt <= now ? first : null;

    private static int Compare(CacheItem x, CacheItem y) =>
        x.ExpiresAt == y.ExpiresAt ? string.CompareOrdinal(x.Key, y.Key) : x.ExpiresAt.CompareTo(y.ExpiresAt);
}
