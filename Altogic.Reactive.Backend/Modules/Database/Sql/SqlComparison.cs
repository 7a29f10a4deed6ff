using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// Comparisons of a path with a constant (expressions §5.3, §5.4) as SQL that is true when the evaluator says true, else
/// false or NULL. Null in place of SQL means that it cannot be said exactly.
/// </summary>
internal static class SqlComparison
{
    private const string AnyNumber = "('integer', 'real')";

    /// <summary>
    /// Equality as alternatives "column equals value", which can be gathered into IN and served by an index; null when it
    /// takes more than that.
    /// </summary>
    public static List<EqualTo>? Plain(SqlPath path, in Value value)
    {
        if (path.Guard is not null || path.IsHidden) return null;
        return value.Kind switch
        {
            ValueKind.Boolean or ValueKind.Integer or ValueKind.Number when !path.IsDateTime => [new(path.Value, SqlValues.Number(value))],
            ValueKind.Text => PlainText(path, value.Text),
            ValueKind.Date when path.IsStoredDate => [new(path.Value, SqlValues.ToStored(value.Milliseconds))],
            _ => null,
        };
    }

    public static string? Equality(SqlPath path, in Value value, SqlParameters parameters)
    {
        if (value.IsNothing) return path.IsReferenceId ? null : $"{path.Value} IS NULL";
        if (path.IsHidden) return "0";
        var plain = Plain(path with { Guard = null }, value);
        if (plain is not null) return string.Join(" OR ", plain.Select(term => $"{term.Column} = {parameters.Add(term.Value)}"));
        return value.Kind switch
        {
            ValueKind.Text => ComplexText(path, value.Text, parameters),
            ValueKind.Date when !path.IsReferenceId => Instant(path, "=", value.Milliseconds, parameters),
            _ => null,
        };
    }

    public static string? Order(SqlPath path, string comparison, in Value value, SqlParameters parameters)
    {
        if (value.Kind is ValueKind.Missing or ValueKind.Null or ValueKind.List or ValueKind.Object || path.IsHidden) return "0";
        if (path.IsReferenceId || path.IsObject) return null;
        return value.Kind switch
        {
            ValueKind.Boolean => $"{path.Value} {comparison} {parameters.Add(SqlValues.Number(value))} AND {path.Type} IN ('true', 'false')",
            ValueKind.Integer or ValueKind.Number when path.IsDateTime => InstantOrNumber(path, comparison, value, parameters),
            ValueKind.Integer or ValueKind.Number => OrderNumber(path, comparison, SqlValues.Number(value), parameters),
            ValueKind.Date when path.IsStoredDate => $"{path.Value} {comparison} {parameters.Add(SqlValues.ToStored(value.Milliseconds))}",
            ValueKind.Date => Instant(path, comparison, value.Milliseconds, parameters),
            _ => OrderText(path, comparison, value.Text, parameters),
        };
    }

    private static List<EqualTo>? PlainText(SqlPath path, string text)
    {
        if (!SqlValues.IsWellFormed(text) || SqlValues.LooksLikeJson(text)) return null;
        if (path.IsDateTime)
        {
            if (!path.IsStoredDate) return null;
            return [new(path.Value, SqlValues.TryReadInstant(text, out var instant) ? SqlValues.ToStored(instant) : text)];
        }

        // "ref._id" of a plain reference is the reference; of an object it is the object's id, which "ref" equals just so.
        if (path.Reference is { } reference) return reference.IsDateTime ? null : PlainText(reference, text);
        var isId = ObjectId.IsValid(text);
        if (path.IsScalar) return Scalar(path, text, isId);
        return isId
            ? [new($"lower({path.Value})", text.ToLowerInvariant()), new($"lower({path.InnerId})", text.ToLowerInvariant())]
            : [new(path.Value, text), new(path.InnerId, text)];
    }

    private static List<EqualTo> Scalar(SqlPath path, string text, bool isId)
    {
        if (!isId) return [new(path.Value, text)];
        var lower = text.ToLowerInvariant();
        if (path.HoldsIds) return [new(path.Value, lower)];

        // Ids in a plain text field: an index can only find the ways of writing that occur.
        return path.IsIndexed
            ? [.. new[] { text, lower, text.ToUpperInvariant() }.Distinct().Select(way => new EqualTo(path.Value, way))]
            : [new($"lower({path.Value})", lower)];
    }

    private static string? ComplexText(SqlPath path, string text, SqlParameters parameters)
    {
        if (!SqlValues.IsWellFormed(text) || path.IsReferenceId) return null;
        if (SqlValues.LooksLikeJson(text))
            return path.IsScalar || path.IsDateTime ? $"{path.Value} = {parameters.Add(text)} AND {path.Type} = 'text'" : null;
        if (!path.IsDateTime || ObjectId.IsValid(text)) return null;
        var inner = path.IsScalar ? "" : $" OR {path.InnerId} = {parameters.Add(text)}";
        if (SqlValues.TryReadInstant(text, out var instant)) return $"alt_instant({path.Value}) = {parameters.Add(instant)}{inner}";
        return $"{path.Value} = {parameters.Add(text)}{inner}";
    }

    private static string OrderNumber(SqlPath path, string comparison, object number, SqlParameters parameters)
    {
        if (path.IsId) return "0";
        var isUpward = comparison[0] == '>';
        // Every text sorts behind every number, so this bounds the part of an index that has to be read.
        var bound = path.IsIndexed && isUpward ? $" AND {path.Value} < ''" : "";
        return $"{path.Value} {comparison} {parameters.Add(number)}{bound} AND {path.Type} IN {AnyNumber}";
    }

    private static string? OrderText(SqlPath path, string comparison, string text, SqlParameters parameters)
    {
        if (!SqlValues.IsWellFormed(text)) return null;
        var isInstant = SqlValues.TryReadInstant(text, out var instant);
        if (path.IsStoredDate)
            return isInstant ? $"{path.Value} {comparison} {parameters.Add(SqlValues.ToStored(instant))}" : "0";
        if (path.IsId) return $"{path.Value} {comparison} {parameters.Add(text)}";
        var asText = $"{path.Type} = 'text' AND {path.Value} {comparison} {parameters.Add(text)}";
        if (path.IsDateTime)
        {
            return isInstant
                ? $"CASE WHEN alt_instant({path.Value}) IS NULL THEN {asText} ELSE alt_instant({path.Value}) {comparison} {parameters.Add(instant)} END"
                : $"alt_instant({path.Value}) IS NULL AND {asText}";
        }

        return path.IsIndexed && comparison[0] == '<' ? $"{path.Value} >= '' AND {asText}" : asText;
    }

    private static string InstantOrNumber(SqlPath path, string comparison, in Value number, SqlParameters parameters)
    {
        if (path.IsStoredDate && number.Kind == ValueKind.Integer && IsStorable(number.Integer))
            return $"{path.Value} {comparison} {parameters.Add(SqlValues.ToStored(number.Integer))}";
        var value = parameters.Add(SqlValues.Number(number));
        return $"alt_instant({path.Value}) {comparison} {value} OR ({path.Type} IN {AnyNumber} AND {path.Value} {comparison} {value})";
    }

    private static string Instant(SqlPath path, string comparison, long milliseconds, SqlParameters parameters)
    {
        var value = parameters.Add(milliseconds);
        return $"alt_instant({path.Value}) {comparison} {value} OR ({path.Type} IN {AnyNumber} AND {path.Value} {comparison} {value})";
    }

    private static bool IsStorable(long milliseconds) => Query.Values.IsoDate.IsInRange(milliseconds);
}

/// <summary>"This column equals this value."</summary>
internal readonly record struct EqualTo(string Column, object Value);
