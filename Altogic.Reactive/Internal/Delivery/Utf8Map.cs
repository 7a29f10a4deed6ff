using System.Text;

namespace Altogic.Reactive.Internal.Delivery;

/// <summary>Finds values by UTF-8 text as it stands in a packet, without making a string of it. Immutable: a change is a copy.</summary>
internal sealed class Utf8Map<T>
    where T : class
{
    public static readonly Utf8Map<T> Empty = new([]);

    private readonly Entry[] _entries;
    private readonly int[] _buckets;

    private Utf8Map(Entry[] entries)
    {
        _entries = entries;
        if (entries.Length == 0)
        {
            _buckets = [0];
            return;
        }

        var size = 1;
        while (size < entries.Length * 2) size *= 2;
        _buckets = new int[size];
        for (var i = 0; i < entries.Length; i++)
        {
            ref var bucket = ref _buckets[entries[i].Hash & (size - 1)];
            entries[i].Next = bucket;
            bucket = i + 1;
        }
    }

    public int Count => _entries.Length;

    public IEnumerable<T> Values => _entries.Select(entry => entry.Value);

    public T? Find(ReadOnlySpan<byte> key)
    {
        if (_entries.Length == 0) return null;
        var hash = HashOf(key);
        for (var i = _buckets[hash & (_buckets.Length - 1)]; i > 0; i = _entries[i - 1].Next)
        {
            ref var entry = ref _entries[i - 1];
            if (entry.Hash == hash && key.SequenceEqual(entry.Key)) return entry.Value;
        }

        return null;
    }

    public T? Find(string key) => Find(Encoding.UTF8.GetBytes(key));

    /// <summary>The same with one more value, or another one in the place of what the key had.</summary>
    public Utf8Map<T> With(string key, T value)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return new Utf8Map<T>([.. Others(bytes), new Entry { Key = bytes, Hash = HashOf(bytes), Value = value }]);
    }

    /// <summary>The same without this key.</summary>
    public Utf8Map<T> Without(string key)
    {
        Entry[] others = [.. Others(Encoding.UTF8.GetBytes(key))];
        return others.Length == 0 ? Empty : new Utf8Map<T>(others);
    }

    private IEnumerable<Entry> Others(byte[] key) => _entries.Where(entry => !entry.Key.AsSpan().SequenceEqual(key));

    private static int HashOf(ReadOnlySpan<byte> key)
    {
        var hash = 2166136261u;
        foreach (var b in key) hash = (hash ^ b) * 16777619u;
        return (int)(hash ^ (hash >> 15));
    }

    private struct Entry
    {
        public byte[] Key;
        public int Hash;
        public T Value;
        public int Next;
    }
}
