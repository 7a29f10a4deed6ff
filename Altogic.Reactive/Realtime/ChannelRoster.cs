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
            .Select(state => Answers(manager.Session, channel)
                .SelectMany(refusal => refusal is null ? manager.GetMembers(channel).Select(ListFor(state, manager.Session)) : Observable.Return(Refused(refusal)))
                .StartWith(new RosterInput(RosterStep.Begin)))
            .Switch();
        var refusals = manager.ObserveRefusals<IReadOnlyList<Member>>(channel).Select(refusal => new RosterInput(RosterStep.Refused, Snapshot: refusal));
        // an update need not come back as an event
        var own = manager.Session.Profiles.Stream
            .Select(profile => (Id: manager.SocketId, Profile: profile))
            .Where(self => self.Id is not null)
            .Select(self => new RosterInput(RosterStep.Here, new Member(self.Id!, self.Profile)));
        return refusals.Merge(changes).Merge(own).Merge(snapshots)
            .Scan(Roster.Unknown, (roster, input) => roster.With(input))
            .Where(roster => roster.Result is not null)
            .Select(roster => roster.Result!);
    }

    /// <summary>
    /// One value once the server has answered our join: null, or why it does not let us in. A list that is older than our join would miss
    /// what happened before it, of which no event tells us.
    /// </summary>
    private static IObservable<AltogicError?> Answers(RealtimeSession session, string channel) => session.Entries.Stream
        .Where(entered => entered == channel)
        .Select(_ => (AltogicError?)null)
        .Merge(Observable.Defer(() => session.Memberships.TryGetAnswer(channel, out var refusal)
            ? Observable.Return(refusal)
            : Observable.Empty<AltogicError?>()))
        .Take(1);

    private static RosterInput Refused(AltogicError refusal) =>
        new(RosterStep.Refused, Snapshot: Result.Failure<IReadOnlyList<Member>>(refusal));

    private static Func<Result<IReadOnlyList<Member>>, RosterInput> ListFor(ConnectionState.Connected state, RealtimeSession session) =>
        list => new RosterInput(RosterStep.List, Self: new Member(state.SocketId, session.Memberships.Profile), Snapshot: list);
}
