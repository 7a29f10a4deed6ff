namespace Altogic.Reactive;

/// <summary>How a realtime connection is carried.</summary>
public enum RealtimeTransport
{
    /// <summary>A WebSocket; HTTP polling where none can be had, for example behind a proxy that knows none.</summary>
    WebSocketFirst,

    /// <summary>A WebSocket and nothing else.</summary>
    WebSocketOnly,

    /// <summary>HTTP polling that moves to a WebSocket as soon as the server offers one.</summary>
    PollingFirst,

    /// <summary>HTTP polling and nothing else.</summary>
    PollingOnly,
}
