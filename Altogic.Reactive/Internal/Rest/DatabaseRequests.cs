using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The query of rest §6.3: every member is sent, null where it was not set.</summary>
/// <param name="Expression">The filter.</param>
/// <param name="Lookups">Entries of <see cref="LookupRecord"/>.</param>
/// <param name="Page">From 1.</param>
/// <param name="Limit">The page size.</param>
/// <param name="Sort">In order of importance.</param>
/// <param name="Omit">Fields left out of the answer.</param>
/// <param name="Group">An expression, a field name, or a list of field names.</param>
internal sealed record QueryRecord(
    [property: JsonProperty("expression", NullValueHandling = NullValueHandling.Include)] string? Expression = null,
    [property: JsonProperty("lookups", NullValueHandling = NullValueHandling.Include)] IReadOnlyList<LookupRecord>? Lookups = null,
    [property: JsonProperty("page", NullValueHandling = NullValueHandling.Include)] int? Page = null,
    [property: JsonProperty("limit", NullValueHandling = NullValueHandling.Include)] int? Limit = null,
    [property: JsonProperty("sort", NullValueHandling = NullValueHandling.Include)] IReadOnlyList<SortRecord>? Sort = null,
    [property: JsonProperty("omit", NullValueHandling = NullValueHandling.Include)] IReadOnlyList<string>? Omit = null,
    [property: JsonProperty("group", NullValueHandling = NullValueHandling.Include)] object? Group = null);

/// <summary>Either <c>{field}</c> or <c>{name, modelName, query}</c>; what is null is not sent.</summary>
internal sealed record LookupRecord(
    [property: JsonProperty("field", NullValueHandling = NullValueHandling.Ignore)] string? Field = null,
    [property: JsonProperty("name", NullValueHandling = NullValueHandling.Ignore)] string? Name = null,
    [property: JsonProperty("modelName", NullValueHandling = NullValueHandling.Ignore)] string? ModelName = null,
    [property: JsonProperty("query", NullValueHandling = NullValueHandling.Ignore)] string? Query = null);

/// <summary>One sort criterion; direction is <c>asc</c> or <c>desc</c>.</summary>
internal sealed record SortRecord(
    [property: JsonProperty("field")] string Field,
    [property: JsonProperty("direction")] string Direction);

/// <summary>One computation of rest §7.5.</summary>
internal sealed record ComputationRecord(
    [property: JsonProperty("name")] string Name,
    [property: JsonProperty("type")] string Type,
    [property: JsonProperty("expression", NullValueHandling = NullValueHandling.Ignore)] string? Expression = null,
    [property: JsonProperty("sort", NullValueHandling = NullValueHandling.Ignore)] string? Sort = null);

/// <summary>QB6, QB10.</summary>
internal sealed record QueryRequest(
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("model")] string Model);

/// <summary>QB1; values is an object or a list.</summary>
internal sealed record CreateRequest(
    [property: JsonProperty("values")] object Values,
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("model")] string Model);

/// <summary>QB2, QB3.</summary>
internal sealed record ChildRequest(
    [property: JsonProperty("values")] object Values,
    [property: JsonProperty("parentId")] string ParentId,
    [property: JsonProperty("returnTop")] bool ReturnTop,
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("model")] string Model);

/// <summary>QB4.</summary>
internal sealed record GetListRequest(
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("returnCountInfo")] bool ReturnCountInfo,
    [property: JsonProperty("model")] string Model);

/// <summary>QB5.</summary>
internal sealed record ComputeRequest(
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("computations")] IReadOnlyList<ComputationRecord> Computations,
    [property: JsonProperty("model")] string Model);

/// <summary>QB7.</summary>
internal sealed record GetRandomRequest(
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("count")] int Count,
    [property: JsonProperty("model")] string Model);

/// <summary>QB8.</summary>
internal sealed record UpdateRequest(
    [property: JsonProperty("values")] object Values,
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("model")] string Model);

/// <summary>QB9.</summary>
internal sealed record UpdateFieldsRequest(
    [property: JsonProperty("updates")] IReadOnlyList<FieldUpdateRecord> Updates,
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("model")] string Model);

/// <summary>QB11.</summary>
internal sealed record SearchTextRequest(
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("returnCountInfo")] bool ReturnCountInfo,
    [property: JsonProperty("text")] string Text,
    [property: JsonProperty("model")] string Model);

/// <summary>QB12.</summary>
internal sealed record SearchFuzzyRequest(
    [property: JsonProperty("query")] QueryRecord Query,
    [property: JsonProperty("text")] string Text,
    [property: JsonProperty("fieldName")] string FieldName,
    [property: JsonProperty("model")] string Model);
