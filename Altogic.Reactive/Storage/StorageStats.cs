using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Storage;

/// <summary>
/// Numbers about files (rest §7.8). Servers do not agree on names and leave some out: what was sent is kept, <c>stats["…"]</c>. Immutable.
/// </summary>
[JsonConverter(typeof(StatsConverter))]
public sealed class StorageStats : IJsonMembers
{
    private readonly JObject _members;

    private StorageStats(JObject members) => _members = members;

    /// <summary>How many buckets there are; null when the server did not say, and in the numbers of one bucket.</summary>
    public long? BucketsCount => (long?)Number("bucketsCount");

    /// <summary>How many files there are; null when the server did not say.</summary>
    public long? ObjectsCount => (long?)Number("objectsCount");

    /// <summary>The size of all files together, in bytes; null when the server did not say.</summary>
    public long? TotalStorageSize => (long?)Number("totalStorageSize");

    /// <summary>The average size of a file, in bytes; null when the server did not say.</summary>
    public double? AverageObjectSize => Number("averageObjectSize");

    /// <summary>The size of the smallest file, in bytes; null when the server did not say.</summary>
    public long? MinObjectSize => (long?)Number("minObjectSize");

    /// <summary>The size of the largest file, in bytes; null when the server did not say.</summary>
    public long? MaxObjectSize => (long?)Number("maxObjectSize");

    /// <summary>Any member by its name on the wire, as a copy; null when there is none.</summary>
    /// <param name="member">For example <c>objectsCount</c>.</param>
    public JToken? this[string member] => _members[member]?.DeepClone();

    /// <summary>All members, as a copy.</summary>
    public JObject ToJson() => (JObject)_members.DeepClone();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StorageStats other && JToken.DeepEquals(_members, other._members);

    /// <inheritdoc/>
    public override int GetHashCode() => TotalStorageSize.GetHashCode();

    JObject IJsonMembers.Members => _members;

    private double? Number(string name) =>
        _members[name] is JValue { Type: JTokenType.Integer or JTokenType.Float } number ? number.ToObject<double>() : null;

    private sealed class StatsConverter() : JsonMembersConverter<StorageStats>(json => new StorageStats(json));
}
