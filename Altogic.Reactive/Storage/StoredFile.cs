using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;

namespace Altogic.Reactive.Storage;

/// <summary>A file as the server describes it, without its content (rest §7.2). Immutable.</summary>
public sealed record StoredFile
{
    private readonly StoredTags _tags;

    /// <summary>The id; <c>_id</c> on the wire.</summary>
    [JsonProperty("_id")]
    public string Id { get; init; } = "";

    /// <summary>The bucket it is in.</summary>
    public string BucketId { get; init; } = "";

    /// <summary>The name, unique in its bucket; after an upload not necessarily the one that was asked for.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Whether everybody can read it at <see cref="PublicPath"/>.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>The transfer encoding it came with, for example <c>7bit</c>; null when unknown.</summary>
    public string? Encoding { get; init; }

    /// <summary>The content type, for example <c>image/png</c>; null when unknown.</summary>
    public string? MimeType { get; init; }

    /// <summary>The address of the content. It answers only while the file is public; moving the file changes it, renaming does not.</summary>
    public string? PublicPath { get; init; }

    /// <summary>The user whose session uploaded it; null when there was none.</summary>
    public string? UserId { get; init; }

    /// <summary>Its tags; empty when it has none.</summary>
    public IReadOnlyList<string> Tags
    {
        get => _tags.Items ?? [];
        init => _tags = new StoredTags(value);
    }

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>When its content or description last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
