namespace Altogic.Reactive.Realtime;

/// <summary>An observer was too slow, and has lost messages. Immutable.</summary>
/// <param name="Event">The event it observes; null when it observes several.</param>
/// <param name="Channel">The channel it observes; null when it observes all of them.</param>
/// <param name="Count">How many messages since the last time this was told.</param>
public sealed record MessageDrop(string? Event, string? Channel, long Count);
