using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Realtime;

/// <content>Commands.</content>
public sealed partial class RealtimeManager
{
    private static readonly ItemsAnswer<IReadOnlyList<Member>, Member> MembersAnswer = new(members => members);

    /// <summary>
    /// Connects now, whatever has happened before. Cold. One result: when the server has accepted, or has refused, or the app closes the
    /// connection. A server that cannot be reached is tried again until you dispose the subscription.
    /// </summary>
    public IObservable<Result<Unit>> Connect() => Observable.Defer(() => Session.ConnectCommand());

    /// <summary>
    /// Ends the connection and does not make another one until <see cref="Connect"/>; subscriptions stay. Commands that wait fail with
    /// <see cref="ErrorCodes.NotConnected"/>. Cold. One result.
    /// </summary>
    public IObservable<Result<Unit>> Close() => Observable.Defer(() => Session.CloseCommand());

    /// <summary>
    /// Sends a message to the members of a channel; this client need not be one. Cold. One result: when the server has confirmed it, where
    /// it confirms, else when it has been written. Without a connection it waits for one; disposing the subscription before it is written
    /// takes it back.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="eventName">The event that members observe.</param>
    /// <param name="message">Anything that is JSON; bytes in it travel as binary attachments.</param>
    /// <param name="echo">Whether this connection receives it as well. The default is null: as <see cref="RealtimeOptions.EchoMessages"/> says.</param>
    /// <exception cref="ArgumentException">A name is blank, or Socket.IO keeps it for itself.</exception>
    public IObservable<Result<Unit>> Send(string channel, string eventName, object? message, bool? echo = null)
    {
        Check.Channel(channel, nameof(channel));
        Check.Event(eventName, nameof(eventName));
        return Observable.Defer(() => Session.Send(channel, eventName, message, echo));
    }

    /// <summary>Sends a message to every connected client of the environment; otherwise as <see cref="Send"/>. Cold. One result.</summary>
    /// <param name="eventName">The event that clients observe.</param>
    /// <param name="message">Anything that is JSON; bytes in it travel as binary attachments.</param>
    /// <param name="echo">Whether this connection receives it as well. The default is null: as <see cref="RealtimeOptions.EchoMessages"/> says.</param>
    /// <exception cref="ArgumentException">The name is blank, or Socket.IO keeps it for itself.</exception>
    public IObservable<Result<Unit>> Broadcast(string eventName, object? message, bool? echo = null)
    {
        Check.Event(eventName, nameof(eventName));
        return Observable.Defer(() => Session.Send(channel: null, eventName, message, echo));
    }

    /// <summary>
    /// Joins a channel until <see cref="Leave"/>, over reconnections as well, whether or not anybody observes it. Cold. One result.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="echo">Whether this connection is told in <see cref="Joins"/>. The default is null: as <see cref="RealtimeOptions.EchoMessages"/> says.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public IObservable<Result<Unit>> Join(string channel, bool? echo = null)
    {
        Check.Channel(channel, nameof(channel));
        return Observable.Defer(() => Session.Join(channel, echo));
    }

    /// <summary>
    /// Takes back a <see cref="Join"/>. A channel that is still observed is left after its last observer; then nothing is sent now. Cold.
    /// One result.
    /// </summary>
    /// <param name="channel">The channel; leaving one that was not joined does no harm.</param>
    /// <param name="echo">Whether this connection is told in <see cref="Leaves"/>. The default is null: as <see cref="RealtimeOptions.EchoMessages"/> says.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public IObservable<Result<Unit>> Leave(string channel, bool? echo = null)
    {
        Check.Channel(channel, nameof(channel));
        return Observable.Defer(() => Session.Leave(channel, echo));
    }

    /// <summary>Replaces what other members see of this connection, over reconnections as well. Cold. One result.</summary>
    /// <param name="data">Anything that is JSON; null for nothing.</param>
    /// <param name="echo">Whether this connection is told in <see cref="Updates"/>. The default is null: as <see cref="RealtimeOptions.EchoMessages"/> says.</param>
    public IObservable<Result<Unit>> UpdateProfile(object? data, bool? echo = null) =>
        Observable.Defer(() => Session.UpdateProfile(data, echo));

    /// <summary>Asks who is in a channel; needs no realtime connection. Cold. One result; empty for a channel that nobody is in.</summary>
    /// <param name="channel">The channel.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public IObservable<Result<IReadOnlyList<Member>>> GetMembers(string channel)
    {
        Check.Channel(channel, nameof(channel));
        return _context.Executor.Run(
            ReadMembers, cancellation => _context.Rest.Realtime.GetMembers(new GetMembersRequest(channel), cancellation), MembersAnswer);
    }
}
