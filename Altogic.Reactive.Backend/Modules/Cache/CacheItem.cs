using System.Text;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>A key with its value, and where it stands in the orders that the memory keeps.</summary>
internal sealed class CacheItem(string key)
{
    public const long Never = long.MaxValue;

    /// <summary>What a key costs besides its own bytes and those of its value.</summary>
    private const int Overhead = 200;

    public string Key { get; } = key;

    /// <summary>JSON. Replaced, never changed, so that readers may keep it.</summary>
    public byte[] Value { get; set; } = [];

    /// <summary>Milliseconds since 1970, or <see cref="Never"/>.</summary>
    public long ExpiresAt { get; set; } = Never;

    /// <summary>Grows with every value that is put, over all keys.</summary>
    public long Order { get; set; }

    public LinkedListNode<CacheItem>? Recency { get; set; }

    public long Size => SizeOf(Key, Value.Length);

    public static long SizeOf(string key, int valueLength) => Overhead + Encoding.UTF8.GetByteCount(key) + (long)valueLength;
}
