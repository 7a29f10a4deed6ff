namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>
/// The keys and values, up to a number of bytes and of keys; the least recently used go first. Not thread-safe.
/// </summary>
/// <param name="mostBytes">What keys, values and their overhead may take together.</param>
/// <param name="mostKeys">How many keys there may be.</param>
/// <param name="changed">Told of every key that was put or has gone, for whatever reason, with the bytes to write.</param>
internal sealed class CacheMemory(long mostBytes, int mostKeys, Action<string, int> changed)
{
    private readonly Dictionary<string, CacheItem> _items = new(StringComparer.Ordinal);
    private readonly SortedSet<CacheItem> _sorted = new(Comparer<CacheItem>.Create((x, y) => string.CompareOrdinal(x.Key, y.Key)));
    private readonly LinkedList<CacheItem> _recent = [];
    private readonly ExpiryIndex _expiry = new();
    private long _order;

    public int Count => _items.Count;

    public long Bytes { get; private set; }

    /// <summary>Whether a value of this size could be kept under this key.</summary>
    public bool Fits(string key, int length) => CacheItem.SizeOf(key, length) <= mostBytes;

    /// <summary>The key when it is there and has not expired; looking is no use of it.</summary>
    public CacheItem? Peek(string key, long now)
    {
        if (!_items.TryGetValue(key, out var item)) return null;
        if (item.ExpiresAt > now) return item;
        Drop(item);
        return null;
    }

    /// <summary>As <see cref="Peek"/>, and makes it the most recently used.</summary>
    public CacheItem? Use(string key, long now)
    {
        if (Peek(key, now) is not { } item) return null;
        _recent.Remove(item.Recency!);
        _recent.AddFirst(item.Recency!);
        return item;
    }

    public void Put(string key, byte[] value, long expiresAt)
    {
        if (_items.TryGetValue(key, out var item)) Detach(item);
        else _items.Add(key, item = new CacheItem(key));
        Attach(item, value, expiresAt, _recent.AddFirst(item));
        item.Order = ++_order;
        changed(key, value.Length);
        while (Bytes > mostBytes || Count > mostKeys) Drop(_recent.Last!.Value);
    }

    /// <summary>Puts what was read from the store, newest first, as the least recently used; false when it does not fit any more.</summary>
    public bool TryRestore(string key, byte[] value, long expiresAt)
    {
        if (Count >= mostKeys || Bytes + CacheItem.SizeOf(key, value.Length) > mostBytes) return false;
        var item = new CacheItem(key);
        _items.Add(key, item);
        Attach(item, value, expiresAt, _recent.AddLast(item));
        return true;
    }

    public void SetExpiry(CacheItem item, long expiresAt)
    {
        _expiry.Remove(item);
        item.ExpiresAt = expiresAt;
        _expiry.Add(item);
        changed(item.Key, item.Value.Length);
    }

    public bool Remove(string key)
    {
        if (!_items.TryGetValue(key, out var item)) return false;
        Drop(item);
        return true;
    }

    /// <summary>Drops up to <paramref name="most"/> keys that have expired; false when there are more of them.</summary>
    public bool Sweep(long now, int most)
    {
        for (; most > 0; most--)
        {
            if (_expiry.Due(now) is not { } item) return true;
            Drop(item);
        }

        return _expiry.Due(now) is null;
    }

    /// <summary>Up to <paramref name="most"/> keys in ordinal order that start with a prefix and come after another key.</summary>
    public List<CacheItem> Range(string prefix, string? after, long now, int most)
    {
        var found = new List<CacheItem>();
        var from = new CacheItem(after is null || string.CompareOrdinal(after, prefix) < 0 ? prefix : after);
        if (_sorted.Max is not { } last || _sorted.Comparer.Compare(from, last) > 0) return found;
        foreach (var item in _sorted.GetViewBetween(from, last))
        {
            if (found.Count == most || !item.Key.StartsWith(prefix, StringComparison.Ordinal)) break;
            if (item.ExpiresAt > now && !string.Equals(item.Key, after, StringComparison.Ordinal)) found.Add(item);
        }

        return found;
    }

    private void Attach(CacheItem item, byte[] value, long expiresAt, LinkedListNode<CacheItem> place)
    {
        item.Value = value;
        item.ExpiresAt = expiresAt;
        item.Recency = place;
        _sorted.Add(item);
        _expiry.Add(item);
        Bytes += item.Size;
    }

    private void Detach(CacheItem item)
    {
        Bytes -= item.Size;
        _recent.Remove(item.Recency!);
        _expiry.Remove(item);
    }

    private void Drop(CacheItem item)
    {
        Detach(item);
        _items.Remove(item.Key);
        _sorted.Remove(item);
        changed(item.Key, 0);
    }
}
