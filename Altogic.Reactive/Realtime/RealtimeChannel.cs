using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Internal.Delivery;

namespace Altogic.Reactive.Realtime;

/// <summary>
/// One channel. While anything of it is observed, this client is in it: one join serves all observers, the last one to go leaves, and a
/// reconnection joins again. A handle without a state of its own; make as many as you like.
/// </summary>
public sealed class RealtimeChannel
{
    private readonly RealtimeManager _manager;

    internal RealtimeChannel(RealtimeManager manager, string name)
    {
        _manager = manager;
        Name = name;
        Joins = manager.ObserveChanges("channel:join", name);
        Leaves = manager.ObserveChanges("channel:leave", name);
        Updates = manager.ObserveChanges("channel:update", name);
        Members = Observable.Defer(() => ChannelRoster.Observe(manager, name)).Contain(manager.Faults.Report);
    }

    /// <summary>The name of the channel.</summary>
    public string Name { get; }

    /// <summary>
    /// Hot while observed. Everybody who is in the channel: asked for once per connection and observer, as soon as the server has let this
    /// client in, then kept current from what members do, this client included. Told whenever it has changed. A list that cannot be read,
    /// or a channel that the server does not let this client into, is a failed result; the next connection asks again.
    /// </summary>
    public IObservable<Result<IReadOnlyList<Member>>> Members { get; }

    /// <summary>Hot. Somebody has joined the channel; with echo, this client itself as well.</summary>
    public IObservable<MemberChange> Joins { get; }

    /// <summary>Hot. Somebody has left the channel, or lost its connection.</summary>
    public IObservable<MemberChange> Leaves { get; }

    /// <summary>Hot. A member of the channel has changed its profile.</summary>
    public IObservable<MemberChange> Updates { get; }

    /// <summary>Hot. Messages of this channel with this event's name.</summary>
    /// <param name="eventName">As its senders give it.</param>
    /// <exception cref="ArgumentException">The name is blank, or Socket.IO keeps it for itself.</exception>
    public IObservable<RealtimeMessage> On(string eventName)
    {
        string[] events = [Check.Event(eventName, nameof(eventName))];
        return Observable.Defer(() => _manager.Session.Observe(events, Name));
    }

    /// <summary>
    /// Hot. The same, read as your type; a message that cannot be read is one failed result, and so is a server that does not let this client
    /// into the channel.
    /// </summary>
    /// <param name="eventName">As its senders give it.</param>
    /// <typeparam name="T">What <see cref="RealtimeMessage.As{T}"/> makes of it.</typeparam>
    /// <exception cref="ArgumentException">The name is blank, or Socket.IO keeps it for itself.</exception>
    public IObservable<Result<T>> On<T>(string eventName) =>
        On(eventName).Select(message => message.As<T>()).Merge(_manager.ObserveRefusals<T>(Name));

    /// <summary>Hot. Every event of this channel, those of members included.</summary>
    public IObservable<RealtimeMessage> OnAny() => Observable.Defer(() => _manager.Session.Observe(events: null, Name));

    /// <summary>Sends a message to the channel, as <see cref="RealtimeManager.Send"/>. Cold. One result.</summary>
    /// <param name="eventName">The event that members observe.</param>
    /// <param name="message">Anything that is JSON; bytes in it travel as binary attachments.</param>
    /// <param name="echo">Whether this connection receives it as well. The default is null: as <see cref="RealtimeOptions.EchoMessages"/> says.</param>
    /// <exception cref="ArgumentException">The name is blank, or Socket.IO keeps it for itself.</exception>
    public IObservable<Result<Unit>> Send(string eventName, object? message, bool? echo = null) =>
        _manager.Send(Name, eventName, message, echo);

    /// <summary>Joins until <see cref="Leave"/>, as <see cref="RealtimeManager.Join"/>. Cold. One result.</summary>
    /// <param name="echo">Whether this connection is told. The default is null: as <see cref="RealtimeOptions.EchoMessages"/> says.</param>
    public IObservable<Result<Unit>> Join(bool? echo = null) => _manager.Join(Name, echo);

    /// <summary>Takes back a <see cref="Join"/>, as <see cref="RealtimeManager.Leave"/>. Cold. One result.</summary>
    /// <param name="echo">Whether this connection is told. The default is null: as <see cref="RealtimeOptions.EchoMessages"/> says.</param>
    public IObservable<Result<Unit>> Leave(bool? echo = null) => _manager.Leave(Name, echo);

    /// <summary>Asks who is in the channel, as <see cref="RealtimeManager.GetMembers"/>. Cold. One result.</summary>
    public IObservable<Result<IReadOnlyList<Member>>> GetMembers() => _manager.GetMembers(Name);

    /// <inheritdoc/>
    public override string ToString() => "Channel " + Name;
}
