using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Cache;

/// <summary>A key of the cache and what it held when it was listed.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value as it was stored; null when the server does not list values.</param>
public sealed record CacheEntry(
    [property: JsonProperty("key", Required = Required.Always)] string Key,
    [property: JsonProperty("value")] JToken? Value)
{
    /// <summary>Whether both have the same key and value.</summary>
    /// <param name="other">The entry to compare with.</param>
    public bool Equals(CacheEntry? other) => other is not null && Key == other.Key && JToken.DeepEquals(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);
}
