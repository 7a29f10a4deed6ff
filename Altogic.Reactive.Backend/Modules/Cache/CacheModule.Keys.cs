namespace Altogic.Reactive.Backend.Modules.Cache;

/// <content>Listing keys, in order and in parts of bounded cost.</content>
internal sealed partial class CacheModule
{
    public const int PageSize = 100;
    private const int ChunkSize = 256;
    private const int MostLooks = 5_000;
    private const long MostSteps = 2_000_000;
    private const long MostPageBytes = 4L << 20;

    /// <summary>
    /// The next part of the keys that match. Keys that are there during a whole walk are all listed, each of them once: the walk goes
    /// through the keys in order, and the last one seen says where it goes on.
    /// </summary>
    public CachePage List(GlobPattern pattern, string? after)
    {
        SweepAll();
        var items = new List<(string, byte[])>();
        var (looks, steps, bytes) = (0, 0L, 0L);
        while (true)
        {
            var chunk = Chunk(pattern.Prefix, after);
            for (var i = 0; i < chunk.Length; i++)
            {
                var (key, value) = chunk[i];
                after = key;
                if (pattern.Matches(key, ref steps))
                {
                    items.Add((key, value));
                    bytes += key.Length + value.Length;
                }

                var isFull = items.Count == PageSize || ++looks == MostLooks || steps >= MostSteps || bytes >= MostPageBytes;
                var isEnd = chunk.Length < ChunkSize && i == chunk.Length - 1;
                if (isFull && !isEnd) return Page(items, after);
            }

            if (chunk.Length < ChunkSize) return Page(items, null);
        }
    }

    private CachePage Page(List<(string Key, byte[] Value)> items, string? last)
    {
        lock (_gate) _traffic.Out(items.Sum(item => (long)item.Value.Length), _time.GetUtcNow());
        return new CachePage(items, last);
    }

    /// <summary>A copy, so that patterns are matched without holding anybody up.</summary>
    private (string Key, byte[] Value)[] Chunk(string prefix, string? after)
    {
        lock (_gate) return [.. _memory.Range(prefix, after, Now, ChunkSize).Select(item => (item.Key, item.Value))];
    }
}
