using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>Options of O1.</summary>
internal sealed record ObjectReadOptions([property: JsonProperty("cache")] string Cache = "nocache");

/// <summary>Options of O2, O3, O4, O6 and O7.</summary>
internal sealed record ObjectWriteOptions(
    [property: JsonProperty("cache")] string Cache = "nocache",
    [property: JsonProperty("returnTop")] bool ReturnTop = false);

/// <summary>Options of O5.</summary>
internal sealed record ObjectDeleteOptions(
    [property: JsonProperty("removeFromCache")] bool RemoveFromCache = true,
    [property: JsonProperty("returnTop")] bool ReturnTop = false);

/// <summary>O1.</summary>
internal sealed record ObjectGetRequest(
    [property: JsonProperty("options")] ObjectReadOptions Options,
    [property: JsonProperty("id", NullValueHandling = NullValueHandling.Ignore)] string? Id,
    [property: JsonProperty("lookups", NullValueHandling = NullValueHandling.Ignore)] IReadOnlyList<LookupRecord>? Lookups,
    [property: JsonProperty("model")] string Model);

/// <summary>O2.</summary>
internal sealed record ObjectCreateRequest(
    [property: JsonProperty("values")] object Values,
    [property: JsonProperty("options")] ObjectWriteOptions Options,
    [property: JsonProperty("model")] string Model);

/// <summary>O3, O4.</summary>
internal sealed record ObjectChildRequest(
    [property: JsonProperty("values")] object Values,
    [property: JsonProperty("options")] ObjectWriteOptions Options,
    [property: JsonProperty("id", NullValueHandling = NullValueHandling.Ignore)] string? Id,
    [property: JsonProperty("parentId")] string ParentId,
    [property: JsonProperty("model")] string Model);

/// <summary>O5.</summary>
internal sealed record ObjectDeleteRequest(
    [property: JsonProperty("options")] ObjectDeleteOptions Options,
    [property: JsonProperty("id", NullValueHandling = NullValueHandling.Ignore)] string? Id,
    [property: JsonProperty("model")] string Model);

/// <summary>O6.</summary>
internal sealed record ObjectUpdateRequest(
    [property: JsonProperty("values")] object Values,
    [property: JsonProperty("options")] ObjectWriteOptions Options,
    [property: JsonProperty("id", NullValueHandling = NullValueHandling.Ignore)] string? Id,
    [property: JsonProperty("model")] string Model);

/// <summary>O7.</summary>
internal sealed record ObjectUpdateFieldsRequest(
    [property: JsonProperty("updates")] IReadOnlyList<FieldUpdateRecord> Updates,
    [property: JsonProperty("options")] ObjectWriteOptions Options,
    [property: JsonProperty("id", NullValueHandling = NullValueHandling.Ignore)] string? Id,
    [property: JsonProperty("model")] string Model);
