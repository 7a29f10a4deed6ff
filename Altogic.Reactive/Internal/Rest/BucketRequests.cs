using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>B1, B3, B5.</summary>
internal sealed record BucketRequest([property: JsonProperty("bucket")] string Bucket);

/// <summary>B2.</summary>
internal sealed record BucketInfoRequest(
    [property: JsonProperty("detailed")] bool Detailed,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>B4.</summary>
internal sealed record BucketRenameRequest(
    [property: JsonProperty("newName")] string NewName,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>B6, B7.</summary>
internal sealed record BucketVisibilityRequest(
    [property: JsonProperty("includeFiles")] bool IncludeFiles,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>B8.</summary>
internal sealed record ListFilesRequest(
    [property: JsonProperty("expression", NullValueHandling = NullValueHandling.Include)] string? Expression,
    [property: JsonProperty("options", NullValueHandling = NullValueHandling.Include)] ListOptionsRecord? Options,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>B11.</summary>
internal sealed record DeleteFilesRequest(
    [property: JsonProperty("fileNamesOrIds")] IReadOnlyList<string> FileNamesOrIds,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>B12, B13; a string or a list of strings.</summary>
internal sealed record BucketTagsRequest(
    [property: JsonProperty("tags")] object Tags,
    [property: JsonProperty("bucket")] string Bucket);

/// <summary>B14.</summary>
internal sealed record BucketUpdateRequest(
    [property: JsonProperty("newName")] string? NewName,
    [property: JsonProperty("isPublic")] bool? IsPublic,
    [property: JsonProperty("tags")] object? Tags,
    [property: JsonProperty("includeFiles")] bool IncludeFiles,
    [property: JsonProperty("bucket")] string Bucket);
