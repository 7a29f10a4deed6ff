namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>
/// Memory in which one received message lies behind the other. Everybody who keeps a message refers to its slab; when the last one is
/// gone, the bytes go back to the pool. Whoever reads the bytes must keep the slab alive until it has read them.
/// </summary>
internal sealed class ReceiveSlab : IDisposable
{
    private readonly SlabPool? _pool;

    /// <summary>Bytes that belong to nobody else.</summary>
    public ReceiveSlab(byte[] bytes)
    {
        Bytes = bytes;
        GC.SuppressFinalize(this);
    }

    public ReceiveSlab(byte[] bytes, SlabPool pool)
    {
        Bytes = bytes;
        _pool = pool;
    }

    ~ReceiveSlab() => _pool?.Return(Bytes);

    public byte[] Bytes { get; }

    /// <summary>Gives the bytes back at once: nobody has kept a message.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _pool?.Return(Bytes);
    }
}
