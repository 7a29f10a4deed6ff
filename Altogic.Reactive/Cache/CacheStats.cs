using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Cache;

/// <summary>
/// How full the cache is and how much went in and out (rest §7.8). Servers differ in the names: what this class does not know is
/// in <see cref="Other"/>.
/// </summary>
public sealed record CacheStats
{
    private readonly ExtraMembers _other = new();

    /// <summary>How many keys there are.</summary>
    [JsonProperty("totalKeys")]
    public long TotalKeys { get; init; }

    /// <summary>The bytes that keys and values take.</summary>
    [JsonProperty("totalStorageSize")]
    public long TotalStorageSize { get; init; }

    /// <summary>Bytes of values stored today (UTC).</summary>
    [JsonProperty("dailyIngress")]
    public long DailyIngress { get; init; }

    /// <summary>Bytes of values read today (UTC).</summary>
    [JsonProperty("dailyEgress")]
    public long DailyEgress { get; init; }

    /// <summary>Bytes of values stored this month (UTC).</summary>
    [JsonProperty("monthlyIngress")]
    public long MonthlyIngress { get; init; }

    /// <summary>Bytes of values read this month (UTC).</summary>
    [JsonProperty("monthlyEgress")]
    public long MonthlyEgress { get; init; }

    /// <summary>What else the server told, by name. The default is empty.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> Other
    {
        get => _other;
        init => _other = ExtraMembers.Of(value);
    }
}
