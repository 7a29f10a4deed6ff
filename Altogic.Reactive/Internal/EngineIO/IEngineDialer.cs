using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>Opens transports, in the order that the options ask for.</summary>
internal interface IEngineDialer
{
    /// <summary>An open transport. What it throws is why there is none.</summary>
    Task<IEngineTransport> DialAsync(CancellationToken cancellation);

    /// <summary>The attempt under way was given up after its whole time.</summary>
    void TookTooLong();

    /// <summary>A WebSocket that a polling session may move to; null when it is to stay where it is.</summary>
    WebSocketTransport? CreateUpgrade(string sid);
}
