namespace Altogic.Reactive.Backend.Realtime;

/// <summary>The times and limits of realtime connections that an app does not choose; tests shorten them.</summary>
internal sealed record RealtimeSettings
{
    /// <summary>From a pong to the next ping.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a client may be silent after a ping.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an upgrade to WebSocket may take.</summary>
    public TimeSpan UpgradeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first request to the Socket.IO CONNECT.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a closing session waits for the client to fetch the last packets.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What may wait for a slow client, in bytes; more ends its connection.</summary>
    public int QueueBytes { get; init; } = 8 << 20;

    /// <summary>What may wait for a slow client, in packets; more ends its connection.</summary>
    public int QueuePackets { get; init; } = 20_000;

    /// <summary>Packets a second that a connection may send for long, whatever they ask for.</summary>
    public int EventsPerSecond { get; init; } = 1000;

    /// <summary>Packets that a connection may send at once: all that a client has kept while it was offline, and its channels.</summary>
    public int EventBurst { get; init; } = 12_000;

    /// <summary>
    /// New connections a second that all clients together may open for long; those beyond it are asked to come back later. It is what spreads
    /// a crowd that returns after a restart.
    /// </summary>
    public int ConnectionsPerSecond { get; init; } = 1500;

    /// <summary>New connections that may be opened at once.</summary>
    public int ConnectionBurst { get; init; } = 1500;

    /// <summary>Channels that a connection may be in.</summary>
    public int ChannelsPerSocket { get; init; } = 1000;

    /// <summary>The longest name of a channel or an event, in characters.</summary>
    public int NameLength { get; init; } = 256;

    /// <summary>The largest profile, in bytes: it goes to every member, and <c>get-members</c> lists them all.</summary>
    public int ProfileBytes { get; init; } = 64 << 10;

    /// <summary>The largest list of members in one packet, in bytes; over HTTP a list may be longer.</summary>
    public int MemberListBytes { get; init; } = 1 << 20;

    /// <summary>How long events and the state of lost connections are kept for their return.</summary>
    public TimeSpan ReplayWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many lost connections are remembered at most.</summary>
    public int LostClients { get; init; } = 50_000;

    /// <summary>What remembering them may cost, in bytes.</summary>
    public long LostBytes { get; init; } = 64 << 20;
}
