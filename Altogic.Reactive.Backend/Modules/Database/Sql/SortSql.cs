using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// The order of db-query §2.4: nothing, numbers, texts, objects, lists, booleans; ties by id. Where one type is declared,
/// the value alone is the key, so that an index can give the order.
/// </summary>
internal static class SortSql
{
    public static string OrderBy(IReadOnlyList<SortEntry> sort, SqlScope scope)
    {
        if (sort.Count == 0) return scope.This.NaturalOrder();
        var terms = new List<string>();
        foreach (var entry in sort)
        {
            var segments = entry.Field.Split('.');
            if (segments.Contains("") || scope.Resolve(new PathExpression(segments)) is not { IsHidden: false } path) continue;
            terms.AddRange(Keys(path).Select(key => entry.Descending ? key + " DESC" : key));
        }

        if (terms.Count == 0) return scope.This.NaturalOrder();
        terms.Add(scope.This.Id);
        return string.Join(", ", terms);
    }

    private static IEnumerable<string> Keys(SqlPath path)
    {
        if (path.IsReferenceId)
        {
            // The id of a plain reference is the reference itself.
            var owner = path with { Names = [.. path.Names.Take(path.Names.Count - 1)], IsReferenceId = false, Field = null };
            return [$"coalesce({path.Value}, {owner.Value})"];
        }

        // SQLite orders NULL, numbers and texts this way itself; what comes out of JSON as something else needs a rank.
        return path.IsScalar || path.IsStoredDate
            ? [path.Value]
            : [$"CASE {path.Type} WHEN 'object' THEN 1 WHEN 'array' THEN 2 WHEN 'true' THEN 3 WHEN 'false' THEN 3 ELSE 0 END", path.Value];
    }
}
