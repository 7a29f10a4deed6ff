using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// The order of db-query §2.4: nothing, numbers, texts, objects, lists, booleans; ties by id. Where one type is declared,
/// the value alone is the key, so that an index can give the order.
/// </summary>
internal static class SortSql
{
    public static string OrderBy(IReadOnlyList<SortEntry> sort, SqlScope scope, string naturalOrder)
    {
        if (sort.Count == 0) return naturalOrder;
        var terms = new List<string>();
        foreach (var entry in sort)
        {
            var segments = entry.Field.Split('.');
            if (segments.Contains("") || scope.Resolve(new PathExpression(segments)) is not { IsHidden: false } path) continue;
            terms.AddRange(Keys(path).Select(key => entry.Descending ? key + " DESC" : key));
        }

        if (terms.Count == 0) return naturalOrder;
        terms.Add(scope.This.Id);
        return string.Join(", ", terms);
    }

    private static IEnumerable<string> Keys(SqlPath path)
    {
        // The id of a plain reference is the reference itself.
        if (path.Reference is { } reference) return reference.IsScalar ? [reference.Value] : [$"coalesce({path.Value}, {reference.Value})"];

        // SQLite orders NULL, numbers and texts this way itself; what comes out of JSON as something else needs a rank.
        return path.IsScalar || path.IsStoredDate
            ? [path.Value]
            : [$"CASE {path.Type} WHEN 'object' THEN 1 WHEN 'array' THEN 2 WHEN 'true' THEN 3 WHEN 'false' THEN 3 ELSE 0 END", path.Value];
    }
}
