using Newtonsoft.Json;

namespace Altogic.Reactive.Cache;

/// <summary>One page of keys.</summary>
/// <param name="Data">The keys of this page; may be empty although others follow.</param>
/// <param name="Next">What the next page is asked for with; null after the last one.</param>
public sealed record CachePage(
    [property: JsonProperty("data", Required = Required.Always)] IReadOnlyList<CacheEntry> Data,
    [property: JsonProperty("next")] string? Next);
