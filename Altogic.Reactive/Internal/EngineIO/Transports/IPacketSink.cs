using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>Where a transport's reader puts what it reads; called by one thread at a time.</summary>
internal interface IPacketSink
{
    /// <summary>Takes a packet.</summary>
    /// <param name="packet">It refers to memory of <paramref name="slab"/>.</param>
    /// <param name="slab">Whoever refers to the packet's memory after the call must refer to this as well.</param>
    /// <returns>Whether somebody does; otherwise the memory is written over.</returns>
    bool Receive(in EnginePacket packet, ReceiveSlab slab);

    /// <summary>The reader has nothing to do for now.</summary>
    void Idle();
}
