namespace Altogic.Reactive.Realtime;

/// <summary>
/// The members of a channel at one moment. What happens while the list is on its way is done again to the list: an event may be older or
/// newer than it, and doing it twice does no harm. Immutable.
/// </summary>
internal sealed class Roster
{
    public static readonly Roster Unknown = new(null, [], null);

    // nothing is known until the next connection, so there is nothing to note for it
    private readonly bool _isFailed;
    private readonly IReadOnlyList<Member>? _members;
    private readonly IReadOnlyList<RosterInput> _meanwhile;

    private Roster(IReadOnlyList<Member>? members, IReadOnlyList<RosterInput> meanwhile, Result<IReadOnlyList<Member>>? result, bool isFailed = false)
    {
        _isFailed = isFailed;
        _members = members;
        _meanwhile = meanwhile;
        Result = result;
    }

    /// <summary>What to tell; null for nothing new.</summary>
    public Result<IReadOnlyList<Member>>? Result { get; }

    public Roster With(RosterInput input) => input.Step switch
    {
        RosterStep.Begin => new Roster(null, [], null),
        RosterStep.Refused => new Roster(null, [], input.Snapshot, isFailed: true),
        RosterStep.List when !_isFailed => Load(input),
        _ when _isFailed => new Roster(null, [], null, isFailed: true),
        _ when _members is null => new Roster(null, [.. _meanwhile, input], null),
        _ => Changed(_members, input),
    };

    private Roster Load(RosterInput input)
    {
        if (input.Snapshot!.Errors is not null) return new Roster(null, [], input.Snapshot, isFailed: true);
        var members = input.Snapshot.Data!;
        // the server may have made the list before it knew that this connection has joined
        if (members.All(member => member.Id != input.Self!.Id)) members = [.. members, input.Self!];
        return Known(_meanwhile.Aggregate(members, Apply));
    }

    private static Roster Changed(IReadOnlyList<Member> members, RosterInput input) =>
        Apply(members, input) is var next && ReferenceEquals(next, members) ? new Roster(members, [], null) : Known(next);

    private static Roster Known(IReadOnlyList<Member> members) => new(members, [], new Result<IReadOnlyList<Member>>(members));

    private static IReadOnlyList<Member> Apply(IReadOnlyList<Member> members, RosterInput input)
    {
        var member = input.Member!;
        var known = members.FirstOrDefault(other => other.Id == member.Id);
        if (input.Step == RosterStep.Left) return known is null ? members : [.. members.Where(other => other != known)];
        if (known is null) return [.. members, member];
        return known == member ? members : [.. members.Select(other => other == known ? member : other)];
    }
}
