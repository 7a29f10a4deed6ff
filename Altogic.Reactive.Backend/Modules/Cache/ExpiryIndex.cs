namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>The keys that expire, by the second they do it in, so that nobody has to look at the others.</summary>
internal sealed class ExpiryIndex
{
    private readonly Dictionary<long, LinkedList<CacheItem>> _seconds = [];
    private readonly SortedSet<long> _order = [];

    public void Add(CacheItem item)
    {
        if (item.ExpiresAt == CacheItem.Never) return;
        var second = SecondOf(item);
        if (!_seconds.TryGetValue(second, out var items))
        {
            _seconds.Add(second, items = []);
            _order.Add(second);
        }

        item.Expiry = items.AddLast(item);
    }

    public void Remove(CacheItem item)
    {
        if (item.Expiry is not { List: { } items } place) return;
        item.Expiry = null;
        items.Remove(place);
        if (items.Count > 0) return;
        var second = SecondOf(item);
        _seconds.Remove(second);
        _order.Remove(second);
    }

    /// <summary>One of the keys whose second is over; null when there is none.</summary>
    public CacheItem? Due(long now) =>
        _order.Count > 0 && _order.Min is var first && first * 1000 <= now ? _seconds[first].First!.Value : null;

    private static long SecondOf(CacheItem item) => (item.ExpiresAt / 1000) + 1;
}
