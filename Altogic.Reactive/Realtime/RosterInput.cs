namespace Altogic.Reactive.Realtime;

/// <summary>One step of a roster, with what belongs to it.</summary>
/// <param name="Step">What happens.</param>
/// <param name="Member">Who has come, changed or gone.</param>
/// <param name="Self">This connection, for the list.</param>
/// <param name="Snapshot">The list, or why there is none.</param>
internal sealed record RosterInput(RosterStep Step, Member? Member = null, Member? Self = null, Result<IReadOnlyList<Member>>? Snapshot = null);
