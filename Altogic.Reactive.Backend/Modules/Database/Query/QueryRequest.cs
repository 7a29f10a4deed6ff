namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>The <c>query</c> member of a request (db-query §2), checked, with the limits of the app applied. Immutable.</summary>
internal sealed record QueryRequest
{
    /// <summary>The filter as written; null when there is none, so that everything matches.</summary>
    public string? Expression { get; init; }

    public IReadOnlyList<LookupRequest> Lookups { get; init; } = [];

    public IReadOnlyList<SortEntry> Sort { get; init; } = [];

    /// <summary>Names and dotted paths of fields to leave out.</summary>
    public IReadOnlyList<string> Omit { get; init; } = [];

    /// <summary>Counts from 1.</summary>
    public long Page { get; init; } = 1;

    /// <summary>The page size in force: the one given, cut to the largest allowed, or the default.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>What compute groups by; null puts every match in one group.</summary>
    public GroupKey? Group { get; init; }

    /// <summary>Matches in front of the page.</summary>
    public long Skip => Page - 1 > long.MaxValue / Limit ? long.MaxValue : (Page - 1) * Limit;
}

/// <summary>A lookup: simple when only <see cref="Field"/> is given, else complex (db-query §2.3). Immutable.</summary>
internal sealed record LookupRequest(string? Field, string? Name, string? ModelName, string? Query)
{
    public static LookupRequest Simple(string field) => new(field, null, null, null);

    public static LookupRequest Complex(string name, string modelName, string query) => new(null, name, modelName, query);
}

/// <summary>One entry of the sort order. Immutable.</summary>
internal sealed record SortEntry(string Field, bool Descending);

/// <summary>What compute groups by: an expression, or field paths (db-query §6.1). Immutable.</summary>
internal sealed record GroupKey(string? Expression, IReadOnlyList<string> Fields);

/// <summary>The members of <c>query</c> that an operation honours; the others are not even checked (db-query §2.1).</summary>
[Flags]
internal enum QueryParts
{
    None = 0,
    Filter = 1,
    Lookup = 2,
    Sort = 4,
    Paging = 8,
    Omit = 16,
    Group = 32,

    /// <summary>create, set, append</summary>
    Write = Omit,

    /// <summary>get-list</summary>
    List = Filter | Lookup | Sort | Paging | Omit,

    /// <summary>get-single</summary>
    Single = Filter | Lookup | Sort | Omit,

    /// <summary>get-random</summary>
    Random = Filter | Lookup | Omit,

    /// <summary>compute</summary>
    Compute = Filter | Paging | Group,

    /// <summary>update, update-fields, delete</summary>
    Change = Filter | Lookup,

    /// <summary>search-text, fuzzy-search</summary>
    Search = Filter | Lookup | Paging | Omit,
}
