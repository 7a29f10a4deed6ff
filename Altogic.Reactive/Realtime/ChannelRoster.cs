using System.Reactive.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>Keeps the list of a channel's members current (one list per observer).</summary>
internal static class ChannelRoster
{
    private static readonly string[] Events = ["channel:join", "channel:leave", "channel:update"];

    public static IObservable<Result<IReadOnlyList<Member>>> Observe(RealtimeManager manager, string channel)
    {
        var changes = manager.Session.Observe(Events, channel)
            .Select(message => MemberChangeReader.TryRead(message) is { } change
                ? new RosterInput(message.Event == "channel:leave" ? RosterStep.Left : RosterStep.Here, change.Member)
                : null)
            .Where(input => input is not null)
            .Select(input => input!);
        var snapshots = manager.ConnectionChanges
            .OfType<ConnectionState.Connected>()
            .Select(state => WhenIn(manager.Session, channel)
                .SelectMany(_ => manager.GetMembers(channel))
                .Select(result => new RosterInput(RosterStep.List, Self: new Member(state.SocketId, manager.Session.Memberships.Profile), Snapshot: result))
                .StartWith(new RosterInput(RosterStep.Begin)))
            .Switch();
        var refusals = manager.ObserveRefusals<IReadOnlyList<Member>>(channel).Select(refusal => new RosterInput(RosterStep.Refused, Snapshot: refusal));
        // an update need not come back as an event
        var own = manager.Session.Profiles.Stream
            .Where(_ => manager.SocketId is not null)
            .Select(profile => new RosterInput(RosterStep.Here, new Member(manager.SocketId ?? "", profile)));
        return changes.Merge(own).Merge(snapshots).Merge(refusals)
            .Scan(Roster.Unknown, (roster, input) => roster.With(input))
            .Where(roster => roster.Result is not null)
            .Select(roster => roster.Result!);
    }

    /// <summary>
    /// One value once the server has let us in: a list that is older than our join would miss what happened before it, of which no event
    /// tells us.
    /// </summary>
    private static IObservable<string> WhenIn(RealtimeSession session, string channel) => session.Entries.Stream
        .Where(entered => entered == channel)
        .Merge(Observable.Defer(() => session.Memberships.IsIn(channel) ? Observable.Return(channel) : Observable.Empty<string>()))
        .Take(1);
}
