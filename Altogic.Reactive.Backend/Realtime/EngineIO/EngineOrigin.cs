namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>Where a session was opened from, for the checks of the client key.</summary>
/// <param name="Origin">The page: the <c>Origin</c> header, else <c>Referer</c>; null when there is neither.</param>
internal sealed record EngineOrigin(string? Origin);
