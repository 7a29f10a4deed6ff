namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>What the layers above see of an Engine.IO session. No method blocks or calls back.</summary>
internal interface IEngineConnection
{
    /// <summary>Queues a packet; a client that is too slow for it loses its connection.</summary>
    void Send(OutboundMessage message);

    /// <summary>Queues packets that the client missed, however many.</summary>
    void Replay(IReadOnlyList<OutboundMessage> messages);

    /// <summary>Sends what is queued, then ends the session.</summary>
    void Close(string reason);
}
