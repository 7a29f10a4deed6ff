namespace Altogic.Reactive.Realtime;

/// <summary>The server did not let this client into a channel that it observes. Immutable.</summary>
/// <param name="Channel">The channel; the next connection asks again.</param>
/// <param name="Error">Why.</param>
public sealed record JoinFailure(string Channel, AltogicError Error);
