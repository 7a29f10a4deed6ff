using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// The rows that an expression can refer to, and what its paths mean there. The rules are those of the evaluator; what SQL
/// cannot follow exactly is not resolved, and the evaluator is asked instead.
/// </summary>
internal sealed class SqlScope
{
    // Each step of a path that nobody declared has to be looked at by itself.
    private const int MaxSegments = 32;

    /// <summary>What the evaluator binds names with.</summary>
    public required ModelContext Model { get; init; }

    public required RowSource This { get; init; }

    /// <summary>The candidate in a lookup's query; null elsewhere.</summary>
    public RowSource? Candidate { get; init; }

    /// <summary>Lookups whose objects are joined as rows.</summary>
    public IReadOnlyDictionary<string, RowSource> Joined { get; init; } = new Dictionary<string, RowSource>();

    public SqlPath? Resolve(PathExpression path)
    {
        if (path.Segments.Count > MaxSegments) return null;
        var names = path.Segments.Where((segment, index) => segment != "$" || index == 0).ToList();
        if (names[0] == "lookup" && Candidate is not null) return Follow(Candidate, names[1..], Shape.Any, names.Count == 1);
        if (names[0] is "this" or "$") return names.Count == 1 ? null : ResolveField(names[1..]);
        if (!HasModelPrefix(names)) return ResolveField(names);
        return Model.Fields is null ? null : ResolveField(names[1..]);
    }

    private SqlPath? ResolveField(List<string> names)
    {
        if (Joined.TryGetValue(names[0], out var joined)) return Follow(joined, names[1..], Shape.Of(Model.Lookups[names[0]]), true);
        return MeansLookup(names[0]) ? null : Follow(This, names, Shape.Of(Model.Fields), false);
    }

    private bool HasModelPrefix(List<string> names) =>
        names.Count > 1 && !MeansLookup(names[0]) && !Shape.Of(Model.Fields).Declares(names[0])
        && string.Equals(names[0], This.Model.Steps.Count == 0 ? Model.ModelName : Model.ModelName[(Model.ModelName.LastIndexOf('.') + 1)..], StringComparison.OrdinalIgnoreCase);

    private bool MeansLookup(string name) => Model.Lookups.Keys.Any(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase));

    private static SqlPath? Follow(RowSource row, List<string> written, Shape shape, bool isJoined)
    {
        if (written.Count == 0) return isJoined ? new SqlPath { Row = row, Names = [] } : null;
        var steps = PathStep.Resolve(written, shape);
        var names = steps.Select(step => step.Name).ToArray();
        if (Array.IndexOf(names, "_id", 0, names.Length - 1) >= 0) return null;
        var guards = new List<string>();
        var schema = row.Model.Schema;
        FieldSchema? field = null, owner = null;
        for (var i = 0; i < names.Length; i++)
        {
            owner = field;
            field = schema?.Fields.GetValueOrDefault(names[i]);
            schema = field?.Nested;
            if (i == names.Length - 1) break;
            if (field is null) guards.Add(SqlPaths.Type(row.Alias, names.AsSpan(0, i + 1)) + " IS NOT 'array'");
            else if (field.Definition.Type is FieldType.List or FieldType.ObjectList or FieldType.GeoPoint || field.Definition.Multiple) return null;
        }

        var guard = guards.Count == 0 ? null : string.Join(" AND ", guards);
        var path = Make(row, names, steps[^1].Shape, field?.Definition, guard);
        return names.Length == 1 || names[^1] != "_id" || owner?.Nested is not null
            ? path
            : path with { Reference = Make(row, names[..^1], steps[^2].Shape, owner?.Definition, guard) };
    }

    private static SqlPath Make(RowSource row, string[] names, Shape shape, FieldDefinition? field, string? guard) => new()
    {
        Row = row,
        Names = names,
        Field = field,
        IsDateTime = shape.IsDateTime,
        IsStoredDate = shape.IsDateTime && IsStoredDate(row, names, field),
        Guard = guard,
    };

    private static bool IsStoredDate(RowSource row, string[] names, FieldDefinition? field) =>
        field?.Type == FieldType.DateTime
        || (field is null && row.Model.Schema.Timestamps && names is ["createdAt"] or ["updatedAt"]);
}
