namespace Altogic.Reactive.Realtime;

/// <summary>Messages may have been missed. Immutable.</summary>
/// <param name="Channel">The channel they were sent to; null for broadcasts.</param>
/// <param name="Since">The last sign of life of the connection that was lost, in UTC; what was sent before it has arrived.</param>
public sealed record Gap(string? Channel, DateTimeOffset Since);
