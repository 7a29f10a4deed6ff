using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>One sort criterion and page of a list; what is null is not sent. Here sort is one object, not a list (rest §6.4).</summary>
internal sealed record ListOptionsRecord(
    [property: JsonProperty("page", NullValueHandling = NullValueHandling.Ignore)] int? Page,
    [property: JsonProperty("limit", NullValueHandling = NullValueHandling.Ignore)] int? Limit,
    [property: JsonProperty("sort", NullValueHandling = NullValueHandling.Ignore)] SortRecord? Sort,
    [property: JsonProperty("returnCountInfo", NullValueHandling = NullValueHandling.Ignore)] bool? ReturnCountInfo);

/// <summary>S1.</summary>
internal sealed record CreateBucketRequest(
    [property: JsonProperty("name")] string Name,
    [property: JsonProperty("isPublic")] bool IsPublic,
    [property: JsonProperty("tags")] IReadOnlyList<string> Tags);

/// <summary>S2, S4.</summary>
internal sealed record ListRequest(
    [property: JsonProperty("expression", NullValueHandling = NullValueHandling.Include)] string? Expression,
    [property: JsonProperty("options", NullValueHandling = NullValueHandling.Include)] ListOptionsRecord? Options);

/// <summary>S5.</summary>
internal sealed record DeleteFileRequest([property: JsonProperty("fileUrl")] string FileUrl);

/// <summary>The <c>options</c> in the query of an upload (rest §8.2).</summary>
internal sealed record UploadOptionsRecord(
    [property: JsonProperty("contentType")] string ContentType,
    [property: JsonProperty("createBucket", NullValueHandling = NullValueHandling.Ignore)] bool? CreateBucket,
    [property: JsonProperty("isPublic", NullValueHandling = NullValueHandling.Ignore)] bool? IsPublic,
    [property: JsonProperty("tags", NullValueHandling = NullValueHandling.Ignore)] IReadOnlyList<string>? Tags);
