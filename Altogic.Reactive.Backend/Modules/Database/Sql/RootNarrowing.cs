using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// Finds the parts of a filter on embedded objects that name their ids or their parent's, and narrows the top-level objects
/// to be taken apart with the table of embedded objects.
/// </summary>
internal static class RootNarrowing
{
    /// <summary>A condition on the top-level row <c>r</c>; null when all have to be looked through.</summary>
    public static string? Of(RowSource row, Expression? filter, SqlTranslator translator, SqlParameters parameters)
    {
        if (row.Model.IsTopLevel || filter is null) return null;
        foreach (var part in SqlTranslator.Flatten(filter, BinaryOperator.And))
        {
            if (part is not BinaryExpression { Operator: BinaryOperator.Equal } equal) continue;
            if (Condition(equal.Left, equal.Right) is { } condition) return condition;
            if (Condition(equal.Right, equal.Left) is { } flipped) return flipped;
        }

        return null;

        string? Condition(Expression path, Expression id)
        {
            if (path is not PathExpression { Segments: ["_id" or "_parent"] or ["this", "_id" or "_parent"] } field) return null;
            if (!translator.TryEvaluate(id, out var value) || value.Kind != ValueKind.Text) return null;
            var column = field.Segments[^1] == "_id" ? "id" : "parent";
            return $"r.id IN (SELECT root FROM embedded WHERE model = {parameters.Add(row.Model.Name)} AND {column} = {parameters.Add(value.Text.ToLowerInvariant())})";
        }
    }
}
