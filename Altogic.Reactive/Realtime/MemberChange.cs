namespace Altogic.Reactive.Realtime;

/// <summary>Somebody has joined a channel, left it, or changed its profile. Immutable.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Member">Who it is, with the profile it has now.</param>
public sealed record MemberChange(string Channel, Member Member);
