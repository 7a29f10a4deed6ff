using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <content>Comparisons and functions.</content>
internal sealed partial class SqlTranslator
{
    private string? Compare(BinaryExpression binary)
    {
        if (binary.Operator is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide) return null;
        if (binary.Operator == BinaryOperator.NotEqual) return Not(new BinaryExpression(BinaryOperator.Equal, binary.Left, binary.Right));
        if (TrySplit(binary, out var path, out var value, out var comparison))
        {
            return Guarded(path, binary, comparison == "="
                ? SqlComparison.Equality(path, value, parameters)
                : SqlComparison.Order(path, comparison, value, parameters));
        }

        return CompareCall(binary);
    }

    /// <summary>Path on one side, constant on the other; the comparison as if the path stood on the left.</summary>
    private bool TrySplit(BinaryExpression binary, out SqlPath path, out Value value, out string comparison)
    {
        comparison = "";
        path = null!;
        value = default;
        var isFlipped = binary.Right is PathExpression;
        if ((isFlipped ? binary.Right : binary.Left) is not PathExpression written) return false;
        if (!TryEvaluate(isFlipped ? binary.Left : binary.Right, out value) || scope.Resolve(written) is not { } resolved) return false;
        path = resolved;
        comparison = Symbol(binary.Operator, isFlipped);
        return true;
    }

    private static string Symbol(BinaryOperator comparison, bool isFlipped) => (comparison, isFlipped) switch
    {
        (BinaryOperator.Less, false) or (BinaryOperator.Greater, true) => "<",
        (BinaryOperator.LessOrEqual, false) or (BinaryOperator.GreaterOrEqual, true) => "<=",
        (BinaryOperator.Greater, false) or (BinaryOperator.Less, true) => ">",
        (BinaryOperator.GreaterOrEqual, false) or (BinaryOperator.LessOrEqual, true) => ">=",
        _ => "=",
    };

    // A function of a path on one side, a constant on the other.
    private string? CompareCall(BinaryExpression binary)
    {
        var isFlipped = binary.Left is not CallExpression || TryEvaluate(binary.Left, out _);
        if ((isFlipped ? binary.Right : binary.Left) is not CallExpression { Arguments.Count: 1 } call) return null;
        if (!TryEvaluate(isFlipped ? binary.Left : binary.Right, out var value)) return null;
        var comparison = Symbol(binary.Operator, isFlipped);
        return call.Function switch
        {
            "DATEMILLIS" => CompareMilliseconds(call, comparison, value),
            "SIZE" => CompareSize(call, comparison, value, binary),
            "TOLOWER" or "TOUPPER" when comparison == "=" && value.Kind == ValueKind.Text && SqlText.Of(call, scope) is { } text =>
                Guarded(text.Path, binary, text.Equality(value.Text, parameters)),
            _ => null,
        };
    }

    // The same as comparing the date itself, which an index may serve.
    private string? CompareMilliseconds(CallExpression call, string comparison, in Value value)
    {
        if (value.Kind != ValueKind.Integer || Value.OfDate(value.Integer) is not { Kind: ValueKind.Date } date) return null;
        if (call.Arguments[0] is not PathExpression written || scope.Resolve(written) is not { IsStoredDate: true, Guard: null } path) return null;
        return comparison == "=" ? SqlComparison.Equality(path, date, parameters) : SqlComparison.Order(path, comparison, date, parameters);
    }

    private string? CompareSize(CallExpression call, string comparison, in Value value, BinaryExpression whole)
    {
        if (!value.IsNumeric || call.Arguments[0] is not PathExpression written) return null;
        if (scope.Resolve(written) is not { IsDateTime: false, IsReferenceId: false, IsScalar: false } path) return null;
        var number = parameters.Add(SqlValues.Number(value));
        var length = $"json_array_length({SqlPaths.Document(path.Row.Alias)}, {SqlPaths.Literal([.. path.Names])})";
        return Guarded(path, whole, $"CASE coalesce({path.Type}, 'null') WHEN 'array' THEN {length} {comparison} {number} "
            + $"WHEN 'null' THEN 0 {comparison} {number} WHEN 'text' THEN {Residual(whole)} ELSE 0 END");
    }

    private string? Call(CallExpression call)
    {
        var arguments = call.Arguments;
        switch (call.Function)
        {
            case "AND": return All(call);
            case "OR": return Any(call);
            case "NOT": return Not(arguments[0]);
            case "EXISTS" or "ISNOTNULL": return Test(call, path => $"{path.Value} IS NOT NULL");
            case "ISNULL": return Test(call, path => $"{path.Value} IS NULL");
            case "ISEMPTY": return Test(call, IsEmpty);
            case "ISTEXT": return Test(call, path => path.IsDateTime ? null : $"{path.Type} = 'text'");
            case "ISNUMBER": return Test(call, path => $"{path.Type} IN ('integer', 'real')");
            case "ISBOOLEAN": return Test(call, path => $"{path.Type} IN ('true', 'false')");
            case "ISARRAY": return Test(call, path => $"{path.Type} = 'array'");
            case "ISOBJECT": return Test(call, path => $"{path.Type} = 'object'");
            case "EQ": return Compare(new BinaryExpression(BinaryOperator.Equal, arguments[0], arguments[1]));
            case "NEQ": return Compare(new BinaryExpression(BinaryOperator.NotEqual, arguments[0], arguments[1]));
            case "GT": return Compare(new BinaryExpression(BinaryOperator.Greater, arguments[0], arguments[1]));
            case "GTE": return Compare(new BinaryExpression(BinaryOperator.GreaterOrEqual, arguments[0], arguments[1]));
            case "LT": return Compare(new BinaryExpression(BinaryOperator.Less, arguments[0], arguments[1]));
            case "LTE": return Compare(new BinaryExpression(BinaryOperator.LessOrEqual, arguments[0], arguments[1]));
            case "BETWEEN": return Between(arguments);
            case "IN": return In(call);
            case "NIN": return In(call with { Function = "IN" }) is { } sql ? $"({sql}) IS NOT TRUE" : null;
            case "STARTSWITH": return Search(call, (text, search) => text.StartsWith(search, parameters));
            case "ENDSWITH": return Search(call, (text, search) => text.EndsWith(search, parameters));
            case "INCLUDES": return Includes(call);
            default: return null;
        }
    }

    private string? Test(CallExpression call, Func<SqlPath, string?> test)
    {
        if (call.Arguments[0] is not PathExpression written || scope.Resolve(written) is not { IsReferenceId: false } path) return null;
        return Guarded(path, call, test(path));
    }

    private static string? IsEmpty(SqlPath path) => path.IsObject
        ? null
        : $"{path.Value} IS NULL OR {path.Value} = '' OR ({path.Value} = '[]' AND {path.Type} = 'array') OR ({path.Value} = '{{}}' AND {path.Type} = 'object')";

    private string? Between(IReadOnlyList<Expression> arguments)
    {
        var low = Compare(new BinaryExpression(BinaryOperator.GreaterOrEqual, arguments[0], arguments[1]));
        var high = low is null ? null : Compare(new BinaryExpression(BinaryOperator.LessOrEqual, arguments[0], arguments[2]));
        return high is null ? null : $"({low}) AND ({high})";
    }

    private string? In(CallExpression call)
    {
        var (first, second) = (call.Arguments[0], call.Arguments[1]);
        if (TryEvaluate(first, out var list))
        {
            if (list.Kind == ValueKind.List) return second is PathExpression one && scope.Resolve(one) is { } path ? Guarded(path, call, OneOf(path, list)) : null;
            return null;
        }

        if (first is not PathExpression written || scope.Resolve(written) is not { } listPath || !TryEvaluate(second, out var value)) return null;
        if (value.Kind != ValueKind.List) return Guarded(listPath, call, SqlMembership.Contains(listPath, value, parameters));
        if (OneOf(listPath, value) is not { } swapped) return null;
        return Guarded(listPath, call, listPath.IsScalar ? swapped : $"CASE {listPath.Type} WHEN 'array' THEN {Residual(call)} ELSE {swapped} END");
    }

    private string? OneOf(SqlPath path, in Value list)
    {
        var gathered = new EqualityGroups();
        var others = new List<string>();
        foreach (var item in list.Items)
        {
            if (SqlComparison.Plain(path with { Guard = null }, item) is { } equalities) gathered.Add(equalities);
            else if (item.Kind is not (ValueKind.List or ValueKind.Object) && others.Count < MaxAlternatives
                && SqlComparison.Equality(path, item, parameters) is { } sql) others.Add(sql);
            else return null;
        }

        others.InsertRange(0, gathered.ToSql(parameters));
        return others.Count == 0 ? "0" : Join(others, " OR ");
    }

    private string? Search(CallExpression call, Func<SqlText, string, string?> search)
    {
        if (!TryEvaluate(call.Arguments[1], out var value) || SqlText.Of(call.Arguments[0], scope) is not { } text) return null;
        return value.Kind == ValueKind.Text ? Guarded(text.Path, call, search(text, value.Text)) : Guarded(text.Path, call, "0");
    }

    private string? Includes(CallExpression call)
    {
        var caseSensitive = Value.Missing;
        if (call.Arguments.Count > 2 && !TryEvaluate(call.Arguments[2], out caseSensitive)) return null;
        if (!TryEvaluate(call.Arguments[1], out var value) || value.Kind != ValueKind.Text) return null;
        return SqlText.Of(call.Arguments[0], scope) is { } text
            ? Guarded(text.Path, call, text.Includes(value.Text, caseSensitive.IsNothing || caseSensitive.IsTrue, parameters))
            : null;
    }
}
