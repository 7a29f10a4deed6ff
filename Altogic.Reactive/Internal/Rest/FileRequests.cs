using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>F1 to F5, F8.</summary>
internal sealed record FileRequest(
    [property: JsonProperty("file")] string File,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>F6.</summary>
internal sealed record FileRenameRequest(
    [property: JsonProperty("newName")] string NewName,
    [property: JsonProperty("file")] string File,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>F7.</summary>
internal sealed record FileDuplicateRequest(
    [property: JsonProperty("duplicateName", NullValueHandling = NullValueHandling.Ignore)] string? DuplicateName,
    [property: JsonProperty("file")] string File,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>F11, F12.</summary>
internal sealed record FileTargetRequest(
    [property: JsonProperty("bucketNameOrId")] string BucketNameOrId,
    [property: JsonProperty("file")] string File,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>F13, F14; a string or a list of strings.</summary>
internal sealed record FileTagsRequest(
    [property: JsonProperty("tags")] object Tags,
    [property: JsonProperty("file")] string File,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>F15.</summary>
internal sealed record FileUpdateRequest(
    [property: JsonProperty("newName")] string? NewName,
    [property: JsonProperty("isPublic")] bool? IsPublic,
    [property: JsonProperty("tags")] object? Tags,
    [property: JsonProperty("file")] string File,
    [property: JsonProperty("bucket")] string Bucket);
