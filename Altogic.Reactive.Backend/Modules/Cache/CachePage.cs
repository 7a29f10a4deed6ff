namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>A part of the keys that match a pattern.</summary>
/// <param name="Items">Keys with their values; may be empty although others follow.</param>
/// <param name="Last">The key that the next part comes after; null when there is none.</param>
internal sealed record CachePage(IReadOnlyList<(string Key, byte[] Value)> Items, string? Last);
