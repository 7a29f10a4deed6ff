namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>That a socket is in a channel.</summary>
/// <param name="Since">The id of the last event before it joined: later ones are for it.</param>
/// <param name="Echo">Whether it joined with echo.</param>
internal readonly record struct Membership(long Since, bool Echo);
