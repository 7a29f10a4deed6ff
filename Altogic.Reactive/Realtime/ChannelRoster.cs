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
            .Select(state => manager.GetMembers(channel)
                .Select(result => new RosterInput(RosterStep.List, Self: new Member(state.SocketId, manager.Session.Memberships.Profile), Snapshot: result))
                .StartWith(new RosterInput(RosterStep.Begin)))
            .Switch();
        var refusals = manager.ObserveRefusals<IReadOnlyList<Member>>(channel).Select(refusal => new RosterInput(RosterStep.Refused, Snapshot: refusal));
        return changes.Merge(snapshots).Merge(refusals)
            .Scan(Roster.Unknown, (roster, input) => roster.With(input))
            .Where(roster => roster.Result is not null)
            .Select(roster => roster.Result!)
            .DistinctUntilChanged();
    }
}
