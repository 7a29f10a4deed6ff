using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>What runs on top of an Engine.IO session.</summary>
internal interface IEngineHandler
{
    /// <summary>Takes a message; one at a time. False when it is not well-formed, which ends the session.</summary>
    bool OnMessage(in EnginePacket message);

    /// <summary>The session has ended; called once, after it began to close.</summary>
    void OnClosed(string reason);
}
