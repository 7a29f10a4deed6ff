using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Storage;

/// <summary>A bucket as the server describes it (rest §7.2). Immutable.</summary>
public sealed record BucketInfo
{
    [JsonExtensionData]
    private readonly ExtraMembers _others = new();

    private readonly StoredTags _tags;

    /// <summary>The id; <c>_id</c> on the wire.</summary>
    [JsonProperty("_id")]
    public string Id { get; init; } = "";

    /// <summary>The name, unique in the environment; case matters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether files are public unless they say otherwise.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Its tags; empty when it has none.</summary>
    public IReadOnlyList<string> Tags
    {
        get => _tags.Items ?? [];
        init => _tags = new StoredTags(value);
    }

    /// <summary>The user whose session created it; null when there was none.</summary>
    public string? UserId { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its description last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Numbers about its files; null unless they were asked for.</summary>
    public StorageStats? Stats { get; init; }

    /// <summary>A member that has no property here, as a copy: servers do not agree where the numbers of a bucket stand. Null when there is none.</summary>
    /// <param name="member">Its name on the wire.</param>
    [JsonIgnore]
    public JToken? this[string member] => _others.TryGetValue(member, out var value) ? value.DeepClone() : null;

    /// <inheritdoc/>
    public override string ToString() => $"Bucket {Id}";
}
