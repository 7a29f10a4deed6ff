using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>"The list at this path holds this constant" (expressions §8.2, IN) as SQL; null when it cannot be said exactly.</summary>
internal static class SqlMembership
{
    public static string? Contains(SqlPath path, in Value value, SqlParameters parameters)
    {
        if (path.IsDateTime || path.IsReferenceId || path.IsObject) return null;
        if (path.IsScalar) return "0";
        var item = Item(path, value, parameters);
        return item is null
            ? null
            : $"{path.Type} = 'array' AND EXISTS (SELECT 1 FROM json_each({SqlPaths.Document(path.Row.Alias)}, {SqlPaths.Literal([.. path.Names])}) AS j WHERE {item})";
    }

    private static string? Item(SqlPath path, in Value value, SqlParameters parameters)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing or ValueKind.Null:
                return "j.type = 'null'";
            case ValueKind.Boolean or ValueKind.Integer or ValueKind.Number:
                return $"j.value = {parameters.Add(SqlValues.Number(value))}";
            case ValueKind.Date:
                var instant = parameters.Add(value.Milliseconds);
                return $"(alt_instant(j.value) = {instant} OR (j.type IN ('integer', 'real') AND j.value = {instant}))";
            case ValueKind.Text:
                return Text(path, value.Text, parameters);
            default:
                return null;
        }
    }

    private static string? Text(SqlPath path, string text, SqlParameters parameters)
    {
        if (!SqlValues.IsWellFormed(text) || SqlValues.LooksLikeJson(text)) return null;
        var isId = ObjectId.IsValid(text);
        var parameter = parameters.Add(isId ? text.ToLowerInvariant() : text);
        var item = isId ? $"lower(j.value) = {parameter}" : $"j.value = {parameter}";
        if (path.Field?.Type is FieldType.List or FieldType.Options) return item;
        const string InnerId = "CASE j.type WHEN 'object' THEN j.value ->> '$.\"_id\"' END";
        return isId ? $"({item} OR lower({InnerId}) = {parameter})" : $"({item} OR {InnerId} = {parameter})";
    }
}
