using System.Reactive.Disposables;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Internal.EngineIO;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>
/// Keeps one logical connection: decides when to connect, when to try again and when to give up. One state, one lock; links that are no
/// longer the current one are not listened to.
/// </summary>
internal sealed partial class SocketConnection : IDisposable
{
    private const double MiddleOfTheRange = 0.5;

    private readonly object _gate = new();
    private readonly SerialDisposable _retry = new();

    // guarded by _gate
    private SocketState _state = SocketState.Idle;
    private SocketLink? _link;
    private DateTimeOffset? _lostAt;
    private string? _recoveryToken;
    private string? _refusedToken;
    private long _offset;

    public SocketConnection(SocketSettings settings, ISocketClient client, Outbox outbox)
    {
        Settings = settings;
        Client = client;
        Outbox = outbox;
    }

    public SocketSettings Settings { get; }

    public ISocketClient Client { get; }

    public Outbox Outbox { get; }

    public SocketState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    /// <summary>Whether there is a connection, over a WebSocket.</summary>
    public bool IsWebSocket => ConnectedLink()?.Engine.IsWebSocket == true;

    /// <summary>Somebody subscribes or sends: connects, if nobody has decided otherwise.</summary>
    public void Need() => Apply(new ConnectionInput(ConnectionEvent.Needed));

    /// <summary>Connects now, whatever has happened before.</summary>
    public void Connect() => Apply(new ConnectionInput(ConnectionEvent.ConnectAsked));

    /// <summary>Ends the connection until <see cref="Connect"/>.</summary>
    public void Close() => Apply(new ConnectionInput(ConnectionEvent.CloseAsked, SocketErrors.Closed()));

    public void Dispose()
    {
        Apply(new ConnectionInput(ConnectionEvent.Disposed, SocketErrors.Closed()));
        _retry.Dispose();
    }

    /// <summary>Writes what is in the outbox, if there is a connection.</summary>
    public void Pump() => ConnectedLink()?.Engine.Pump();

    /// <summary>The session has changed: a connection that was made with another one is made anew.</summary>
    public void ChangeSession(string? token)
    {
        lock (_gate)
        {
            if (_link is { HasToken: false })
            {
                // it will say who it is with the new session, and as another logical client
                _recoveryToken = null;
                return;
            }

            if (_link is { } link && link.Token == token) return;
            if (_link is null && _state.Phase == ConnectionPhase.Stopped && token == _refusedToken) return;
        }

        Apply(new ConnectionInput(ConnectionEvent.SessionChanged, SocketErrors.SessionChanged()));
    }

    internal byte[] CreateAuth(SocketLink link)
    {
        string? token;
        string? recovery;
        long offset;
        lock (_gate)
        {
            offset = _offset;
            token = Client.SessionToken;
            recovery = _recoveryToken;
            link.Token = token;
            link.HasToken = true;
        }

        return Client.CreateAuth(token, recovery, offset);
    }

    /// <summary>
    /// Notes an event as received; false when another link has taken over, which will receive it again. What that one asks for was decided
    /// under the same lock.
    /// </summary>
    internal bool TryNote(SocketLink link, long id)
    {
        lock (_gate)
        {
            if (_link != link) return false;
            _offset = id;
            return true;
        }
    }

    /// <summary>Whether a link is the one that counts.</summary>
    internal bool IsCurrent(SocketLink link) => Volatile.Read(ref _link) == link;

    internal void Accepted(SocketLink link, ConnectAnswer answer)
    {
        IReadOnlyList<OutboxEntry> undecided;
        lock (_gate)
        {
            var next = ConnectionMoves.Next(
                _state, new ConnectionInput(ConnectionEvent.Accepted, SocketId: answer.SocketId, IsRecovered: answer.IsRecovered));
            if (_link != link || next is null) return;
            _recoveryToken = answer.Token;
            if (!answer.IsRecovered) _offset = answer.Offset;
            undecided = Outbox.Resume(answer.Token is not null, answer.IsRecovered);
            Outbox.Open(link, Client.Accepted(answer.IsRecovered, _lostAt), link.LargestPacket);
            link.CatchUp(answer.IsRecovered ? answer.Offset : 0);
            if (link.HasCaughtUp(_offset)) _lostAt = null;
            Set(next);
        }

        Client.AfterAccepted();
        Client.Announce();
        Finish(undecided, SocketErrors.DeliveryUnknown());
        Settings.Log.Connected(answer.IsRecovered);
        link.Engine.Pump();
    }

    internal void Refused(SocketLink link, AltogicError error)
    {
        Apply(new ConnectionInput(ConnectionEvent.Refused, error), link);
        if (error.Kind == ErrorKind.Session) Client.SessionRefused(link.Token);
    }

    internal void Dismissed(SocketLink link) => Apply(new ConnectionInput(ConnectionEvent.Dismissed, SocketErrors.Dismissed()), link);

    internal void Lost(SocketLink link, CloseCause cause)
    {
        var random = Random();
        var obstacle = Obstacles.Of(cause);
        Apply(
            state =>
            {
                var failures = 1 + (obstacle == Obstacle.NobodyListens ? state.Knocks : state.Failures);
                return new ConnectionInput(
                    ConnectionEvent.Lost,
                    SocketErrors.From(cause, Settings.Address),
                    Settings.Scheduler.Now + Settings.Policy.Delay(failures, obstacle, random),
                    Obstacle: obstacle,
                    IsReadable: cause.Reason != CloseReason.ParseError);
            },
            link);
    }

    private SocketLink? ConnectedLink()
    {
        lock (_gate) return _state.Phase == ConnectionPhase.Connected ? _link : null;
    }

    private double Random()
    {
        try
        {
            return Settings.Jitter.Next() is >= 0 and < 1 and var random ? random : MiddleOfTheRange;
        }
        // code of the app: without a number of its own the connection must come back all the same
        catch (Exception exception)
        {
            Settings.Log.RandomFailed(exception);
            return MiddleOfTheRange;
        }
    }
}
