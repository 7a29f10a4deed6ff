using System.Collections.Concurrent;

namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>The receive memory of one client that is not in use, bounded; what is too much is left to the garbage collector.</summary>
internal sealed class SlabPool(int most = SlabPool.MostSlabs)
{
    public const int SlabSize = 8 * 1024;
    private const int MostSlabs = 2048;

    private readonly ConcurrentBag<byte[]> _free = [];
    private int _count;

    /// <summary>How many slabs wait for use.</summary>
    public int FreeCount => Volatile.Read(ref _count);

    public ReceiveSlab Rent()
    {
        if (!_free.TryTake(out var bytes)) return new ReceiveSlab(new byte[SlabSize], this);
        Interlocked.Decrement(ref _count);
        return new ReceiveSlab(bytes, this);
    }

    /// <summary>Memory for a message that is larger than a slab; it is not pooled.</summary>
    public static ReceiveSlab Large(int size) => new(new byte[size]);

    internal void Return(byte[] bytes)
    {
        if (Interlocked.Increment(ref _count) <= most) _free.Add(bytes);
        else Interlocked.Decrement(ref _count);
    }
}
