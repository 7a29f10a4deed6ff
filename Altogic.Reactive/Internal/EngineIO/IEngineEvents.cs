using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>What a connection tells the layer above: opened, then messages, then closed, once.</summary>
internal interface IEngineEvents
{
    void Opened(EngineHandshake handshake);

    /// <summary>Takes a message; returns whether its memory is still referred to afterwards.</summary>
    bool Received(in EnginePacket message, ReceiveSlab slab);

    /// <summary>The reader has nothing to do for now, or never again.</summary>
    void Idle();

    /// <summary>The next packets to write, at least one and no more once this many bytes are there; false when there is nothing.</summary>
    bool TryTake(FrameBatch batch, int enough, bool isPolling);

    /// <summary>What was taken last has been handed to the network.</summary>
    void Written();

    /// <summary>Something threw when it was given up; the session ends all the same.</summary>
    void Failed(Exception exception);

    void Closed(CloseCause cause);
}
