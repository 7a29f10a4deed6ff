namespace Altogic.Reactive.Realtime;

/// <summary>Messages may have been missed. Immutable.</summary>
/// <param name="Channel">The channel they were sent to; null for broadcasts.</param>
/// <param name="Since">
/// The last sign of life of the connection that was lost, in UTC by the clock of this machine. What reached this machine before it has been
/// handed out; leave a margin for the way and for clocks that differ when you ask a server for what is newer.
/// </param>
public sealed record Gap(string? Channel, DateTimeOffset Since);
