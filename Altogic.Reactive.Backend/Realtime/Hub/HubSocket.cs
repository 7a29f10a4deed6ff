using Altogic.Reactive.Backend.Realtime.EngineIO;

namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>A connected socket as the hub sees it. What changes is guarded by the hub's lock.</summary>
internal sealed class HubSocket(string id, IEngineConnection connection)
{
    private static readonly Dictionary<string, Membership> NoChannels = [];
    private Dictionary<string, Membership>? _channels;

    /// <summary>The Socket.IO socket id.</summary>
    public string Id => id;

    public IEngineConnection Connection => connection;

    /// <summary>Whether events of its own come back to it unless it says otherwise.</summary>
    public bool Echo { get; init; } = true;

    /// <summary>Whether its client key wants a session all the time.</summary>
    public bool EnforcesSession { get; init; }

    /// <summary>The session it was opened with; null when there was none, or when it has ended.</summary>
    public string? SessionToken { get; set; }

    /// <summary>The user behind the session.</summary>
    public string? UserId { get; set; }

    public Profile Profile { get; set; } = Profile.None;

    /// <summary>What outlives the connection; null for clients without recovery.</summary>
    public LogicalClient? Client { get; set; }

    public bool IsConnected { get; set; }

    public IReadOnlyDictionary<string, Membership> Channels => _channels ?? NoChannels;

    public void Send(Publication publication) => connection.Send(Client is null ? publication.Plain : publication.Numbered);

    public void Add(string channel, Membership membership) => (_channels ??= new(StringComparer.Ordinal)).Add(channel, membership);

    public bool Remove(string channel) => _channels?.Remove(channel) == true;
}
