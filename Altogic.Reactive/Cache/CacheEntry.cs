using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Cache;

/// <summary>A key of the cache and what it held when it was listed.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value as it was stored; null when the server does not list values.</param>
public sealed record CacheEntry(
    [property: JsonProperty("key", Required = Required.Always)] string Key,
    [property: JsonProperty("value")] JToken? Value);
