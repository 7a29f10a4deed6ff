namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>The options of an operation on one object.</summary>
/// <param name="ReturnTop">Whether to answer with the outermost object.</param>
/// <param name="CacheFor">How long a copy goes into the cache; null for none, <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
/// <param name="RemoveFromCache">Whether a deleted object goes from the cache too.</param>
internal readonly record struct ObjectOptions(bool ReturnTop = false, TimeSpan? CacheFor = null, bool RemoveFromCache = false);
