using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>A text that a path gives, as it is or in another letter case.</summary>
/// <param name="Path">The path.</param>
/// <param name="Value">The SQL of the text; only meaningful where the path holds a text.</param>
internal sealed record SqlText(SqlPath Path, string Value)
{
    private bool IsChanged => Value != Path.Value;

    private string IsText => $"{Path.Type} = 'text'";

    /// <summary>The text of <c>path</c>, <c>TOLOWER(path)</c> or <c>TOUPPER(path)</c>; null for everything else.</summary>
    public static SqlText? Of(Expression expression, SqlScope scope)
    {
        var (inner, change) = expression is CallExpression { Function: "TOLOWER" or "TOUPPER", Arguments.Count: 1 } call
            ? (call.Arguments[0], call.Function == "TOLOWER" ? "alt_lower" : "alt_upper")
            : (expression, null);
        if (inner is not PathExpression path || scope.Resolve(path) is not { IsDateTime: false, IsReferenceId: false, IsObject: false } resolved) return null;
        return new SqlText(resolved, change is null ? resolved.Value : $"{change}({resolved.Value})");
    }

    public string? Equality(string text, SqlParameters parameters)
    {
        if (!SqlValues.IsWellFormed(text)) return null;
        return ObjectId.IsValid(text)
            ? $"{IsText} AND lower({Value}) = {parameters.Add(text.ToLowerInvariant())}"
            : $"{IsText} AND {Value} = {parameters.Add(text)}";
    }

    public string? StartsWith(string search, SqlParameters parameters)
    {
        if (!SqlValues.IsWellFormed(search)) return null;
        if (search.Length == 0) return IsText;
        // A range and not a comparison of parts, for then an index can find it.
        var end = SqlValues.EndOfPrefix(search);
        var bound = end is null ? "" : $" AND {Value} < {parameters.Add(end)}";
        return $"{Value} >= {parameters.Add(search)}{bound} AND {IsText}";
    }

    public string? EndsWith(string search, SqlParameters parameters)
    {
        if (!SqlValues.IsWellFormed(search)) return null;
        if (search.Length == 0) return IsText;
        // By bytes: texts in SQL functions end at the first NUL character.
        var bytes = Encoding.UTF8.GetBytes(search);
        return $"{IsText} AND substr(CAST({Value} AS BLOB), {parameters.Add(-(long)bytes.Length)}) = {parameters.Add(bytes)}";
    }

    public string? Includes(string search, bool caseSensitive, SqlParameters parameters)
    {
        if (!SqlValues.IsWellFormed(search)) return null;
        var found = caseSensitive
            ? $"instr({Value}, {parameters.Add(search)}) > 0"
            : $"instr(alt_lower({Value}), {parameters.Add(search.ToLowerInvariant())}) > 0";
        if (IsChanged || Path.IsScalar) return $"{IsText} AND {found}";
        if (SqlMembership.Contains(Path, Query.Value.Of(search), parameters) is not { } member) return null;
        return $"CASE {Path.Type} WHEN 'text' THEN {found} WHEN 'array' THEN {member} ELSE 0 END";
    }
}
