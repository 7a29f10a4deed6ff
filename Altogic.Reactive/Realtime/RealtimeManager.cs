using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive.Realtime;

/// <summary>
/// Messages between connected clients. The connection opens with the first subscriber or command, and is kept until it is closed: a lost
/// one is made again, with channels and profile. Streams never fail, complete with the client, and are delivered on its scheduler.
/// </summary>
public sealed partial class RealtimeManager
{
    private static readonly Operation ReadMembers = new("realtime.getMembers", IsSafeToRepeat: true);

    private readonly ClientContext _context;
    private readonly Lazy<RealtimeSession> _session;

    internal RealtimeManager(ClientContext context, Func<RealtimeSession>? create = null)
    {
        // a wrong address should fail when the client is made, not at the first subscription
        _ = RealtimeAddress.Of(context.BaseUrl, context.Options.Realtime.RealtimeUrl);
        _context = context;
        _session = new Lazy<RealtimeSession>(create ?? (() => new RealtimeSession(context)));
        Joins = ObserveChanges("channel:join", channel: null);
        Leaves = ObserveChanges("channel:leave", channel: null);
        Updates = ObserveChanges("channel:update", channel: null);
        UserEvents = Observable.Defer(() => Session.Observe(UserEventReader.Names, channel: null))
            .Select(UserEventReader.TryRead).Where(change => change is not null).Select(change => change!);
        ConnectionChanges = Observable.Defer(() => Session.States.Stream);
        Gaps = Observable.Defer(() => Session.Gaps.Stream);
        DroppedMessages = Observable.Defer(() => Session.Drops.Stream);
        JoinFailures = Observable.Defer(() => Session.Refusals.Stream);
    }

    internal RealtimeSession Session => _session.Value;

    internal ObserverFaults Faults => _context.Faults;

    /// <summary>The connection right now.</summary>
    public ConnectionState CurrentConnection =>
        _session.IsValueCreated ? Session.States.Latest : new ConnectionState.Disconnected(Error: null);

    /// <summary>Whether messages can be sent and received right now.</summary>
    public bool IsConnected => CurrentConnection is ConnectionState.Connected;

    /// <summary>The id by which other members of a channel know this connection; null when there is none. Another one after each reconnection.</summary>
    public string? SocketId => (CurrentConnection as ConnectionState.Connected)?.SocketId;

    /// <summary>
    /// Hot. The connection now, then every change, in order. Distinct. Observing it opens no connection.
    /// </summary>
    public IObservable<ConnectionState> ConnectionChanges { get; }

    /// <summary>
    /// Hot. Messages may have been missed: after a reconnection that could not replay them, one value for each channel this client was in,
    /// and one for broadcasts, before any newer message. Observing it opens no connection.
    /// </summary>
    public IObservable<Gap> Gaps { get; }

    /// <summary>Hot. An observer was too slow and has lost messages; several losses are told at once. Observing it opens no connection.</summary>
    public IObservable<MessageDrop> DroppedMessages { get; }

    /// <summary>
    /// Hot. The server did not let this client into a channel that it observes, or has joined before and wants to join again: nothing will
    /// come from there. The results of that channel's <c>On&lt;T&gt;</c> and <c>Members</c> have the error as well. Observing it opens no
    /// connection.
    /// </summary>
    public IObservable<JoinFailure> JoinFailures { get; }

    /// <summary>Hot. Somebody has joined a channel this client is in; with echo, this client itself as well.</summary>
    public IObservable<MemberChange> Joins { get; }

    /// <summary>Hot. Somebody has left a channel this client is in, or lost its connection.</summary>
    public IObservable<MemberChange> Leaves { get; }

    /// <summary>Hot. A member of a channel this client is in has changed its profile.</summary>
    public IObservable<MemberChange> Updates { get; }

    /// <summary>Hot. Something has happened to the signed-in user; only while this client has a session.</summary>
    public IObservable<UserEvent> UserEvents { get; }

    /// <summary>Hot. Every message with this event's name: broadcasts, and those of channels this client is in.</summary>
    /// <param name="eventName">As its senders give it.</param>
    /// <exception cref="ArgumentException">The name is blank, or Socket.IO keeps it for itself.</exception>
    public IObservable<RealtimeMessage> On(string eventName)
    {
        string[] events = [Check.Event(eventName, nameof(eventName))];
        return Observable.Defer(() => Session.Observe(events, channel: null));
    }

    /// <summary>Hot. The same, read as your type; a message that cannot be read is one failed result.</summary>
    /// <param name="eventName">As its senders give it.</param>
    /// <typeparam name="T">What <see cref="RealtimeMessage.As{T}"/> makes of it.</typeparam>
    /// <exception cref="ArgumentException">The name is blank, or Socket.IO keeps it for itself.</exception>
    public IObservable<Result<T>> On<T>(string eventName) => On(eventName).Select(message => message.As<T>());

    /// <summary>Hot. Every event there is, those of members and users included.</summary>
    public IObservable<RealtimeMessage> OnAny() => Observable.Defer(() => Session.Observe(events: null, channel: null));

    /// <summary>One channel; nothing is sent.</summary>
    /// <param name="name">Its name; upper and lower case differ.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public RealtimeChannel Channel(string name) => new(this, Check.Channel(name, nameof(name)));

    internal IObservable<MemberChange> ObserveChanges(string eventName, string? channel)
    {
        string[] events = [eventName];
        return Observable.Defer(() => Session.Observe(events, channel))
            .Select(MemberChangeReader.TryRead).Where(change => change is not null).Select(change => change!);
    }

    /// <summary>Refused joins of one channel, as failed results.</summary>
    internal IObservable<Result<T>> ObserveRefusals<T>(string channel) => JoinFailures
        .Where(failure => failure.Channel == channel)
        .Select(failure => new Result<T>(failure.Error));

    /// <summary>
    /// Says that our backend knows another status of a message or a run, as long as there is a connection anyway: following one opens
    /// none. Other servers say nothing.
    /// </summary>
    internal IObservable<Unit> StatusHints(string id) => ConnectionChanges
        .Select(state => state is ConnectionState.Connecting or ConnectionState.Connected)
        .DistinctUntilChanged()
        .Select(isUsed => isUsed ? Channel("altogic:status:" + id).On("altogic:status").Select(_ => Unit.Default) : Observable.Never<Unit>())
        .Switch();

    /// <summary>Ends everything; the client does it.</summary>
    internal void Dispose()
    {
        // one that has not been made is made, so that whoever subscribes later is told that it is over
        Session.Dispose();
    }
}
