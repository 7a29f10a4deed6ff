namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>
/// The receive memory of one client that is not in use, bounded; what is too much is left to the garbage collector. Finalizers call it:
/// it has a plain lock and nothing that needs a finalizer of its own.
/// </summary>
internal sealed class SlabPool(int most = SlabPool.MostSlabs)
{
    public const int SlabSize = 8 * 1024;
    private const int MostSlabs = 2048;

    private readonly object _gate = new();
    private readonly Stack<byte[]> _free = new();
    private int _leastFree;

    /// <summary>How many slabs wait for use.</summary>
    public int FreeCount
    {
        get
        {
            lock (_gate) return _free.Count;
        }
    }

    public ReceiveSlab Rent()
    {
        lock (_gate)
        {
            if (_free.Count > 0)
            {
                var bytes = _free.Pop();
                _leastFree = Math.Min(_leastFree, _free.Count);
                return new ReceiveSlab(bytes, this);
            }
        }

        return new ReceiveSlab(new byte[SlabSize], this);
    }

    /// <summary>Memory for a message that is larger than a slab; it is not pooled.</summary>
    public static ReceiveSlab Large(int size) => new(new byte[size]);

    /// <summary>Lets go of what nobody has needed since this was called last.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            for (; _leastFree > 0; _leastFree--) _free.Pop();
            _leastFree = _free.Count;
            if (_free.Count == 0) _free.TrimExcess();
        }
    }

    internal void Return(byte[] bytes)
    {
        lock (_gate)
        {
            if (_free.Count < most) _free.Push(bytes);
        }
    }
}
