using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>
/// Reads <c>query</c> objects as clients send them: null, absent, <c>""</c> and <c>[]</c> mean "not given", numeric text
/// counts as a number, and members that the operation ignores are not looked at (db-query §2).
/// </summary>
internal static class QueryReader
{
    public const int MaxLookups = 20;

    /// <summary>SQLite sorts by no more than 2000 terms, and an entry may take two.</summary>
    public const int MaxSorts = 100;

    public const int MaxOmits = 1000;

    public const int MaxGroupFields = 100;

    public static QueryRequest Read(JsonElement query, QueryParts parts, LimitsDefinition limits)
    {
        var defaults = new QueryRequest { Limit = limits.DefaultPageSize };
        if (query.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return defaults;
        if (query.ValueKind != JsonValueKind.Object) throw Refuse("invalid_value", "query", "The query has to be an object.");
        return defaults with
        {
            Expression = parts.HasFlag(QueryParts.Filter) ? ReadExpression(query) : null,
            Lookups = parts.HasFlag(QueryParts.Lookup) ? ReadLookups(Member(query, "lookups")) : [],
            Sort = parts.HasFlag(QueryParts.Sort) ? ReadSort(Member(query, "sort")) : [],
            Omit = parts.HasFlag(QueryParts.Omit) ? ReadOmit(Member(query, "omit")) : [],
            Page = parts.HasFlag(QueryParts.Paging) ? ReadPositive(Member(query, "page"), "page", "invalid_value") ?? 1 : 1,
            Limit = parts.HasFlag(QueryParts.Paging) ? ReadLimit(Member(query, "limit"), limits) : limits.DefaultPageSize,
            Group = parts.HasFlag(QueryParts.Group) ? ReadGroup(Member(query, "group")) : null,
        };
    }

    /// <summary>The <c>options</c> of a list of buckets or files: page, limit, and one sort entry or a list of them (rest §6.4).</summary>
    public static QueryRequest ReadListOptions(JsonElement options, LimitsDefinition limits)
    {
        if (!IsGiven(options)) return new QueryRequest { Limit = limits.DefaultPageSize };
        if (options.ValueKind != JsonValueKind.Object) throw Refuse("invalid_value", "options", "The options have to be an object.");
        var sort = Member(options, "sort");
        return new QueryRequest
        {
            Sort = sort.ValueKind == JsonValueKind.Object ? [ReadSortEntry(sort)] : ReadSort(sort),
            Page = ReadPositive(Member(options, "page"), "page", "invalid_value") ?? 1,
            Limit = ReadLimit(Member(options, "limit"), limits),
        };
    }

    /// <summary>The <c>lookups</c> of a query or of a single-object get.</summary>
    public static IReadOnlyList<LookupRequest> ReadLookups(JsonElement lookups)
    {
        if (!IsGiven(lookups)) return [];
        if (lookups.ValueKind != JsonValueKind.Array) throw Refuse("invalid_value", "lookups", "Lookups have to be a list.");
        var read = new List<LookupRequest>();
        foreach (var entry in lookups.EnumerateArray())
        {
            var lookup = ReadLookup(entry);
            if (read.Contains(lookup)) continue;
            if (read.Count == MaxLookups) throw Refuse("invalid_lookup", "lookups", $"A request can hold {MaxLookups} lookups.");
            read.Add(lookup);
        }

        return read;
    }

    /// <summary>The <c>count</c> of get-random: at least 1, cut to the largest page (db-query §3.3).</summary>
    public static int ReadCount(JsonElement count, LimitsDefinition limits) =>
        (int)Math.Min(
            ReadPositive(count, "count", "invalid_value") ?? throw Refuse("invalid_value", "count", "A count of objects is needed."),
            limits.MaxPageSize);

    /// <summary>Whether a JSON value counts as true: clients send an object where a boolean is meant (db-query §3.1).</summary>
    public static bool IsTruthy(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.Object or JsonValueKind.Array => true,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => !value.ValueEquals(""u8),
        _ => false,
    };

    public static JsonElement Member(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : default;

    private static bool IsGiven(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => false,
        JsonValueKind.String => !value.ValueEquals(""u8),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => true,
    };

    private static string? ReadExpression(JsonElement query)
    {
        var expression = Member(query, "expression");
        if (!IsGiven(expression)) return null;
        if (expression.ValueKind != JsonValueKind.String) throw Refuse("invalid_value", "expression", "An expression has to be text.");
        var text = expression.GetString();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static LookupRequest ReadLookup(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw Refuse("invalid_value", "lookups", "A lookup has to be an object.");
        if (ReadText(entry, "field") is { } field) return LookupRequest.Simple(field);
        return LookupRequest.Complex(Required("name"), Required("modelName"), Required("query"));

        string Required(string name) => ReadText(entry, name)
            ?? throw Refuse("missing_required_value", name, $"A lookup needs a field, or a name, a modelName and a query: {name} is missing.");
    }

    private static List<SortEntry> ReadSort(JsonElement sort)
    {
        if (!IsGiven(sort)) return [];
        if (sort.ValueKind != JsonValueKind.Array) throw Refuse("invalid_value", "sort", "A sort order has to be a list.");
        var read = new List<SortEntry>();
        foreach (var entry in sort.EnumerateArray())
        {
            var sorted = ReadSortEntry(entry);
            if (read.Exists(e => e.Field == sorted.Field)) continue;
            if (read.Count == MaxSorts) throw Refuse("invalid_value", "sort", $"A sort order can hold {MaxSorts} fields.");
            read.Add(sorted);
        }

        return read;
    }

    private static SortEntry ReadSortEntry(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw Refuse("invalid_value", "sort", "A sort entry has to be an object.");
        var field = ReadText(entry, "field") ?? throw Refuse("missing_required_value", "field", "A sort entry needs a field.");
        return new SortEntry(field, ReadDescending(Member(entry, "direction")));
    }

    private static bool ReadDescending(JsonElement direction)
    {
        if (!IsGiven(direction)) return false;
        return (direction.ValueKind == JsonValueKind.String ? direction.GetString() : null) switch
        {
            "asc" => false,
            "desc" => true,
            _ => throw Refuse("invalid_sort_direction", "direction", "A sort direction is either asc or desc."),
        };
    }

    private static List<string> ReadOmit(JsonElement omit)
    {
        if (!IsGiven(omit)) return [];
        if (omit.ValueKind != JsonValueKind.Array) throw Masking();
        if (omit.GetArrayLength() > MaxOmits) throw Refuse("invalid_field_masking", "omit", $"A request can omit {MaxOmits} fields.");
        var read = new List<string>();
        foreach (var name in omit.EnumerateArray())
            read.Add(name.ValueKind == JsonValueKind.String ? name.GetString()! : throw Masking());
        return read;

        static ApiException Masking() => Refuse("invalid_field_masking", "omit", "The fields to omit have to be a list of names.");
    }

    private static GroupKey? ReadGroup(JsonElement group)
    {
        if (!IsGiven(group)) return null;
        if (group.ValueKind == JsonValueKind.String)
            return string.IsNullOrWhiteSpace(group.GetString()) ? null : new GroupKey(group.GetString(), []);
        if (group.ValueKind != JsonValueKind.Array) throw Grouping();
        var fields = new List<string>();
        foreach (var field in group.EnumerateArray())
        {
            var name = field.ValueKind == JsonValueKind.String ? field.GetString()! : throw Grouping();
            if (string.IsNullOrWhiteSpace(name)) throw Grouping();
            if (fields.Contains(name)) continue;
            if (fields.Count == MaxGroupFields) throw Refuse("invalid_group_definition", "group", $"A group can have {MaxGroupFields} fields.");
            fields.Add(name);
        }

        return new GroupKey(null, fields);

        static ApiException Grouping() =>
            Refuse("invalid_group_definition", "group", "A group is an expression, or a list of field names.");
    }

    private static int ReadLimit(JsonElement limit, LimitsDefinition limits) =>
        (int)Math.Min(ReadPositive(limit, "limit", "invalid_limit") ?? limits.DefaultPageSize, limits.MaxPageSize);

    private static long? ReadPositive(JsonElement value, string name, string code)
    {
        if (!IsGiven(value)) return null;
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
            throw Refuse("invalid_value", name, $"{name} has to be a number.");
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString()!.Trim();
        if (text.Length == 0) return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !(number >= 1) || number != Math.Floor(number))
            throw Refuse(code, name, $"{name} has to be a whole number of at least 1.");
        return number >= long.MaxValue ? long.MaxValue : (long)number;
    }

    private static string? ReadText(JsonElement entry, string name)
    {
        var value = Member(entry, name);
        if (!IsGiven(value)) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Refuse("invalid_value", name, $"{name} has to be text.");
    }

    private static ApiException Refuse(string code, string field, string message) =>
        new(400, code, message, new JsonObject { ["field"] = field });
}
