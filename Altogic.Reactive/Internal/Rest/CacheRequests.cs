using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>C2.</summary>
internal sealed record CacheSetRequest(
    [property: JsonProperty("key")] string Key,
    [property: JsonProperty("value", NullValueHandling = NullValueHandling.Include)] object? Value,
    [property: JsonProperty("ttl", NullValueHandling = NullValueHandling.Ignore)] int? Ttl);

/// <summary>C3.</summary>
internal sealed record CacheDeleteRequest([property: JsonProperty("keys")] IReadOnlyList<string> Keys);

/// <summary>C4.</summary>
internal sealed record CacheIncrementRequest(
    [property: JsonProperty("key")] string Key,
    [property: JsonProperty("increment")] object Increment,
    [property: JsonProperty("ttl", NullValueHandling = NullValueHandling.Ignore)] int? Ttl);

/// <summary>C5.</summary>
internal sealed record CacheDecrementRequest(
    [property: JsonProperty("key")] string Key,
    [property: JsonProperty("decrement")] object Decrement,
    [property: JsonProperty("ttl", NullValueHandling = NullValueHandling.Ignore)] int? Ttl);

/// <summary>C6.</summary>
internal sealed record CacheExpireRequest(
    [property: JsonProperty("key")] string Key,
    [property: JsonProperty("ttl")] int Ttl);

/// <summary>C8.</summary>
internal sealed record CacheListKeysRequest(
    [property: JsonProperty("pattern", NullValueHandling = NullValueHandling.Ignore)] string? Pattern,
    [property: JsonProperty("next", NullValueHandling = NullValueHandling.Ignore)] string? Next);
