using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Text;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Delivery;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.SocketIO;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>The realtime side of one client: its connection, its channels, its observers. Made when the app first asks for any of it.</summary>
internal sealed partial class RealtimeSession : ISocketClient, IMembershipEvents, IDisposable
{
    private const int LargestPossible = 1 << 30;
    private const int FeedCapacity = 10_000;

    private readonly ClientContext _context;
    private readonly RealtimeOptions _options;
    private readonly RealtimeAddress _address;
    private readonly SerialDisposable _sessionChanges = new();
    private readonly DeliverySettings _delivery;
    private readonly ILogger _log;
    private int _isWatching;

    public RealtimeSession(ClientContext context, IEngineDialer? dialer = null)
    {
        _context = context;
        _options = context.Options.Realtime;
        _address = RealtimeAddress.Of(context.BaseUrl, _options.RealtimeUrl);
        _log = context.Loggers.For("Altogic.Reactive.Realtime");
        _delivery = new DeliverySettings(context.Scheduler, _options.ObserverQueueCapacity, _options.SlowObserverPolicy, context.Faults.Report);
        // the limits that an app sets for messages are not meant for what tells it that some are missing
        var telling = new DeliverySettings(context.Scheduler, FeedCapacity, SlowObserverPolicy.DropOldest, context.Faults.Report);
        States = new Feed<ConnectionState>(telling, new ConnectionState.Disconnected(Error: null));
        Gaps = new Feed<Gap>(telling);
        Drops = new Feed<MessageDrop>(telling);
        Refusals = new Feed<JoinFailure>(telling);
        Entries = new Feed<string>(telling);
        Profiles = new Feed<JToken?>(telling);
        Router = new MessageRouter(context.Json, _options.ObserverQueueCapacity);
        Writer = new CommandWriter(context.Json);
        Outbox = new Outbox(_options.MaxBufferedSends);
        Memberships = new ChannelMemberships(Outbox, _options, this);
        Connection = new SocketConnection(CreateSettings(dialer), this, Outbox);
        context.EndWithOrigin(this);
    }

    public Feed<ConnectionState> States { get; }

    public Feed<Gap> Gaps { get; }

    public Feed<MessageDrop> Drops { get; }

    public Feed<JoinFailure> Refusals { get; }

    /// <summary>Channels that the server has let us into.</summary>
    public Feed<string> Entries { get; }

    /// <summary>Our own profiles, once the server has them.</summary>
    public Feed<JToken?> Profiles { get; }

    public MessageRouter Router { get; }

    public CommandWriter Writer { get; }

    public Outbox Outbox { get; }

    public ChannelMemberships Memberships { get; }

    public SocketConnection Connection { get; }

    public string? SessionToken => _context.Sessions.Token;

    /// <summary>Somebody subscribes or sends.</summary>
    public void Need()
    {
        Watch();
        Connection.Need();
    }

    /// <summary>The app asks for a connection.</summary>
    public void Connect()
    {
        Watch();
        Connection.Connect();
    }

    public void Dispose()
    {
        _context.Detach(this);
        _sessionChanges.Dispose();
        Connection.Dispose();
        Router.Complete();
        States.Complete();
        Gaps.Complete();
        Drops.Complete();
        Refusals.Complete();
        Entries.Complete();
        Profiles.Complete();
    }

    public byte[] CreateAuth(string? sessionToken, string? recoveryToken, long offset)
    {
        var auth = new JObject
        {
            ["echoMessages"] = _options.EchoMessages,
            ["subdomain"] = _address.Subdomain,
            ["envId"] = _address.EnvironmentId,
            ["clientKey"] = _context.ClientKey,
        };
        if (sessionToken is not null) auth["Session"] = sessionToken;
        if (_options.Recovery)
        {
            var recovery = new JObject { ["version"] = 1 };
            if (recoveryToken is not null)
            {
                recovery["token"] = recoveryToken;
                recovery["offset"] = offset;
            }

            auth["recovery"] = recovery;
        }

        return Encoding.UTF8.GetBytes(auth.ToString(Formatting.None));
    }

    public IReadOnlyList<OutboxEntry> Accepted(bool isRecovered, DateTimeOffset? lostAt)
    {
        // it has put this client back where it was
        if (isRecovered) return [];
        if (lostAt is { } since)
        {
            foreach (var channel in Memberships.Known) Gaps.Note(new Gap(channel, since));
            Gaps.Note(new Gap(Channel: null, since));
        }

        return Memberships.Greet();
    }

    public void AfterAccepted() => Gaps.Announce();

    public void SessionRefused(string? token) => _context.Sessions.Invalidate(token);

    public bool Receive(in SocketEventData data) => Router.Receive(data);

    public void Idle() => Router.Flush();

    public void Note(SocketState state)
    {
        ConnectionState next = state.Phase switch
        {
            ConnectionPhase.Connected => new ConnectionState.Connected(state.SocketId!, state.IsRecovered),
            ConnectionPhase.Waiting or ConnectionPhase.Opening => new ConnectionState.Connecting(state.Attempt, state.Cause, state.NextAttempt),
            ConnectionPhase.Closed or ConnectionPhase.Disposed => new ConnectionState.Closed(),
            _ => new ConnectionState.Disconnected(state.Cause),
        };
        if (next != States.Latest) States.Note(next);
    }

    public void Announce() => States.Announce();

    void IMembershipEvents.Entered(string channel) => Entries.Post(channel);

    void IMembershipEvents.Updated(JToken? profile) => Profiles.Post(profile);

    void IMembershipEvents.Refused(string channel, AltogicError error)
    {
        _log.MembershipRefused("join a channel", error.Items[0].Code);
        Refusals.Post(new JoinFailure(channel, error));
    }

    /// <summary>From the first use on, the connection follows the session.</summary>
    private void Watch()
    {
        if (Interlocked.Exchange(ref _isWatching, 1) != 0) return;
        _sessionChanges.Disposable = _context.Sessions.Changes
            .Select(state => state.Session?.Token)
            .DistinctUntilChanged()
            .Skip(1)
            .Subscribe(Connection.ChangeSession);
    }

    private SocketSettings CreateSettings(IEngineDialer? dialer)
    {
        var largest = (int)Math.Min(_context.Options.MaxAnswerBytes, LargestPossible);
        return new SocketSettings(
            _address.Origin.GetLeftPart(UriPartial.Authority),
            dialer ?? new EngineDialer(
                new EngineAddress(_address.Origin), _options.Transport, _options.WebSocketFactory ?? DefaultWebSocket.ConnectAsync,
                _context.SendAsync, largest, _log),
            _context.Scheduler, new JitterSource(_context.Options.Random),
            new ReconnectPolicy(_options.ReconnectionDelay, _options.MaxReconnectionDelay), _options.Timeout, largest, _context.Json, _log);
    }
}
