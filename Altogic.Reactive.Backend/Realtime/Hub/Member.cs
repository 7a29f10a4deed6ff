namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>A member of a channel.</summary>
/// <param name="Id">The socket id.</param>
/// <param name="Profile">The profile as JSON.</param>
internal readonly record struct Member(string Id, ReadOnlyMemory<byte> Profile);
