using System.Net.WebSockets;

namespace Altogic.Reactive;

/// <summary>Everything about the realtime connection that has a default. Immutable: change a copy with <c>with { … }</c>.</summary>
public sealed record RealtimeOptions
{
    /// <summary>
    /// Where the realtime server is; only scheme, host and port count. The default is null: for hosts of altogic.com their realtime host,
    /// for every other host the one of the environment.
    /// </summary>
    public string? RealtimeUrl { get; init; }

    /// <summary>
    /// Whether channels joined with <c>Join</c>, and the profile, are restored on every new connection. The default is true. Channels that
    /// somebody observes are joined again in any case.
    /// </summary>
    public bool AutoJoinChannels { get; init; } = true;

    /// <summary>Whether this connection receives its own messages, joins and updates, where a call does not say. The default is true.</summary>
    public bool EchoMessages { get; init; } = true;

    /// <summary>
    /// Whether messages sent without a connection wait for one. The default is true; without it they fail at once with
    /// <see cref="ErrorCodes.NotConnected"/>. Joining, leaving and profiles always wait.
    /// </summary>
    public bool BufferMessages { get; init; } = true;

    /// <summary>
    /// How many commands may wait to be sent or acknowledged; one more fails with <see cref="ErrorCodes.SendBufferFull"/>.
    /// The default is 10,000.
    /// </summary>
    public int MaxBufferedSends { get; init; } = 10_000;

    /// <summary>
    /// The longest wait after the first failure; a random part of it is waited. While nobody listens at the address it stays that for the
    /// first 120 attempts; otherwise each further failure doubles it. The default is 1 second.
    /// </summary>
    public TimeSpan ReconnectionDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait between two attempts, reached where a server is there and does not answer in time, or answers that it has no place.
    /// Where the network is at fault it is five times <see cref="ReconnectionDelay"/>, if that is less. The default is 30 seconds.
    /// </summary>
    public TimeSpan MaxReconnectionDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time limit of one attempt, from the first byte until the server has accepted. The default is 20 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How the connection is carried. The default is <see cref="RealtimeTransport.WebSocketFirst"/>.</summary>
    public RealtimeTransport Transport { get; init; } = RealtimeTransport.WebSocketFirst;

    /// <summary>
    /// Opens a WebSocket to an address, for a proxy, a certificate or a socket of your own. What it returns is disposed by the client.
    /// The default is null: a <see cref="ClientWebSocket"/>.
    /// </summary>
    public Func<Uri, CancellationToken, Task<WebSocket>>? WebSocketFactory { get; init; }

    /// <summary>How many messages may wait for one observer. The default is 10,000.</summary>
    public int ObserverQueueCapacity { get; init; } = 10_000;

    /// <summary>Which messages an observer loses whose queue is full. The default is <see cref="SlowObserverPolicy.DropOldest"/>.</summary>
    public SlowObserverPolicy SlowObserverPolicy { get; init; } = SlowObserverPolicy.DropOldest;

    /// <summary>
    /// Whether missed messages are asked for after a loss, and sends confirmed, where the server can do that. The default is true.
    /// </summary>
    public bool Recovery { get; init; } = true;
}
