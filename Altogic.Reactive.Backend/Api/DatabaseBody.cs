using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>
/// The members of the bodies of database operations. Null counts as absent, since the Dart client sends it so (rest §11);
/// members that nobody knows are ignored.
/// </summary>
internal readonly struct DatabaseBody
{
    // A month has 30 days and a year 365 (data-model §10). The Dart client spells 6months without its s.
    private static readonly Dictionary<string, TimeSpan?> CacheTimes = new(StringComparer.Ordinal)
    {
        ["nocache"] = null,
        ["noexpiry"] = Timeout.InfiniteTimeSpan,
        ["30sec"] = TimeSpan.FromSeconds(30),
        ["1min"] = TimeSpan.FromMinutes(1),
        ["2mins"] = TimeSpan.FromMinutes(2),
        ["5mins"] = TimeSpan.FromMinutes(5),
        ["10mins"] = TimeSpan.FromMinutes(10),
        ["15mins"] = TimeSpan.FromMinutes(15),
        ["30mins"] = TimeSpan.FromMinutes(30),
        ["1hour"] = TimeSpan.FromHours(1),
        ["6hours"] = TimeSpan.FromHours(6),
        ["12hours"] = TimeSpan.FromHours(12),
        ["1day"] = TimeSpan.FromDays(1),
        ["1week"] = TimeSpan.FromDays(7),
        ["1month"] = TimeSpan.FromDays(30),
        ["6months"] = TimeSpan.FromDays(180),
        ["6month"] = TimeSpan.FromDays(180),
        ["1year"] = TimeSpan.FromDays(365),
    };

    private readonly JsonBody _body;

    private DatabaseBody(JsonBody body) => _body = body;

    public JsonElement Values => BodyWeight.Check(_body.Member("values"));

    public JsonElement Updates => BodyWeight.Check(_body.Member("updates"));

    public JsonElement Query => _body.Member("query");

    public JsonElement Count => _body.Member("count");

    public JsonElement Computations => _body.Member("computations");

    public JsonElement Lookups => _body.Member("lookups");

    /// <summary>Clients also send an object where a boolean is meant (rest Q11).</summary>
    public bool ReturnCountInfo => QueryReader.IsTruthy(_body.Member("returnCountInfo"));

    /// <summary>Of the query forms, where it stands in the body itself.</summary>
    public bool ReturnTop => QueryReader.IsTruthy(_body.Member("returnTop"));

    /// <exception cref="ApiException">400 when the body is not a JSON object.</exception>
    public static DatabaseBody Of(HttpContext context) => new(JsonBody.Of(context));

    public ResolvedModel Model(ModelRegistry models) => models.Resolve(Text("model"));

    public string Id() => Text("id");

    public string ParentId() => Text("parentId");

    /// <summary>A member that has to be text and not blank.</summary>
    public string Text(string name) => _body.Text(name);

    /// <summary>A member that has to be text, which may be blank.</summary>
    public string TextOrBlank(string name) => _body.OptionalText(name) ?? throw FieldErrors.Missing(name);

    /// <summary>The <c>options</c> of an object operation.</summary>
    public ObjectOptions ReadOptions()
    {
        var options = _body.Member("options");
        if (options.ValueKind == JsonValueKind.Undefined) return new ObjectOptions(RemoveFromCache: true);
        if (options.ValueKind != JsonValueKind.Object) throw FieldErrors.Invalid("options", "The options have to be an object.");
        var remove = QueryReader.Member(options, "removeFromCache");
        return new ObjectOptions(
            QueryReader.IsTruthy(QueryReader.Member(options, "returnTop")),
            CacheTime(QueryReader.Member(options, "cache")),
            remove.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || QueryReader.IsTruthy(remove));
    }

    private static TimeSpan? CacheTime(JsonElement cache)
    {
        if (cache.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        return cache.ValueKind == JsonValueKind.String && CacheTimes.TryGetValue(cache.GetString()!, out var time)
            ? time
            : throw FieldErrors.Invalid("cache", "The cache option is one of " + string.Join(", ", CacheTimes.Keys) + ".");
    }
}
