using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// Turns a filter into SQL. What SQL can say exactly is said in SQL, where indexes serve it; every other part becomes a call
/// of <c>alt_match</c>, which asks the evaluator, behind the parts that are cheap. The SQL is true for exactly the rows for
/// which the evaluator is true.
/// </summary>
internal sealed partial class SqlTranslator(SqlScope scope, SqlParameters parameters, QueryFunctions functions)
{
    // What SQLite bears is a depth of 1000; one level here becomes up to four there.
    private const int MaxHeight = 120;
    private const int MaxAlternatives = 500;

    // Whether the part at hand is an equality or a range that an index serves.
    private bool _isSought;
    private bool _isInRange;

    /// <summary>
    /// Whether an index narrows the rows by a range and nothing narrows them better. Without this hint SQLite rather walks
    /// along the ids, in whose order the answer has to be, and tests every row.
    /// </summary>
    public bool PrefersRange { get; private set; }

    /// <summary>The WHERE condition of a filter.</summary>
    public string Filter(Expression expression)
    {
        var simple = new List<string>();
        var costly = new List<string>();
        var rest = new List<Expression>();
        foreach (var part in Flatten(expression, BinaryOperator.And))
        {
            var mark = parameters.Count;
            NoteIndexes(part);
            if (Height(part) <= MaxHeight && Native(part) is { } sql && parameters.Count <= SqlParameters.Most)
            {
                (sql.Contains("SELECT", StringComparison.Ordinal) || sql.Contains("alt_match", StringComparison.Ordinal) ? costly : simple).Add(sql);
                continue;
            }

            parameters.Truncate(mark);
            rest.Add(part);
        }

        PrefersRange = _isInRange && !_isSought;
        if (rest.Count > 0) costly.Add(Residual(ExpressionFacts.Join(BinaryOperator.And, rest)));
        // SQLite moves conditions with subqueries behind the others; within a CASE they stay in order, the evaluator last.
        if (costly.Count > 1) simple.Add(costly.AsEnumerable().Reverse().Aggregate((inner, outer) => $"CASE WHEN {outer} THEN {inner} END"));
        else simple.AddRange(costly);
        return Join(simple, " AND ");
    }

    private void NoteIndexes(Expression part)
    {
        if (part is BinaryExpression binary && TrySplit(binary, out var path, out _, out var comparison) && path is { IsIndexed: true, IsId: false })
        {
            _isSought |= comparison == "=" && binary.Operator == BinaryOperator.Equal;
            _isInRange |= comparison != "=";
        }
        else if (FindIndexed(part) is { IsIndexed: true, IsId: false })
        {
            _isInRange = true;
        }
    }

    private SqlPath? FindIndexed(Expression part) => part switch
    {
        CallExpression { Function: "STARTSWITH" } call => SqlText.Of(call.Arguments[0], scope)?.Path,
        CallExpression { Function: "BETWEEN" or "DATEMILLIS" } call when call.Arguments[0] is PathExpression path => scope.Resolve(path),
        BinaryExpression { Left: CallExpression { Function: "DATEMILLIS" } left } => FindIndexed(left),
        BinaryExpression { Right: CallExpression { Function: "DATEMILLIS" } right } => FindIndexed(right),
        _ => null,
    };

    /// <summary>What the expression gives without an object, when it does not depend on one.</summary>
    public bool TryEvaluate(Expression expression, out Value value)
    {
        value = expression is LiteralExpression literal ? Literal(literal.Value) : default;
        if (expression is LiteralExpression) return true;
        if (!ExpressionFacts.IsConstant(expression)) return false;
        try
        {
            value = CompiledExpression.Compile(expression, scope.Model, functions.Constants).Evaluate(functions.Constants);
            return true;
        }
        catch (ApiException)
        {
            // It fails only if it is needed: the part may stand behind an operator that never looks at it.
            return false;
        }
    }

    private string? Native(Expression expression)
    {
        if (TryEvaluate(expression, out var constant)) return constant.IsTrue ? "1" : "0";
        return expression switch
        {
            PathExpression path => Truth(path),
            UnaryExpression { Operator: UnaryOperator.Not } not => Not(not.Operand),
            BinaryExpression { Operator: BinaryOperator.And } => All(expression),
            BinaryExpression { Operator: BinaryOperator.Or } => Any(expression),
            BinaryExpression binary => Compare(binary),
            CallExpression call => Call(call),
            _ => null,
        };
    }

    private string? Not(Expression operand) => Native(operand) is { } sql ? $"({sql}) IS NOT TRUE" : null;

    private string? Truth(PathExpression path) => scope.Resolve(path) is { IsReferenceId: false } resolved
        ? Guarded(resolved, path, resolved.IsObject ? $"{resolved.Value} IS NOT NULL" : $"{resolved.Value} <> 0 AND {resolved.Value} <> ''")
        : null;

    private string? All(Expression expression)
    {
        var parts = new List<string>();
        foreach (var part in Flatten(expression, BinaryOperator.And))
        {
            if (Native(part) is not { } sql) return null;
            parts.Add(sql);
        }

        return Join(parts, " AND ");
    }

    private string? Any(Expression expression)
    {
        var gathered = new EqualityGroups();
        var parts = new List<string>();
        foreach (var part in Flatten(expression, BinaryOperator.Or))
        {
            if (PlainEquality(part) is { } equalities) gathered.Add(equalities);
            else if (parts.Count < MaxAlternatives && Native(part) is { } sql) parts.Add(sql);
            else return null;
        }

        parts.InsertRange(0, gathered.ToSql(parameters));
        return Join(parts, " OR ");
    }

    private List<EqualTo>? PlainEquality(Expression expression) =>
        expression is BinaryExpression { Operator: BinaryOperator.Equal } equal && TrySplit(equal, out var path, out var value, out _)
            ? SqlComparison.Plain(path, value)
            : null;

    /// <summary>Asks the evaluator.</summary>
    private string Residual(Expression expression) => functions.Match(expression, scope, parameters);

    /// <summary>The condition where the path leads to one value; the evaluator where it fans out over a list.</summary>
    private string? Guarded(SqlPath path, Expression expression, string? sql)
    {
        if (sql is null || path.Guard is null) return sql;
        return $"CASE WHEN {path.Guard} THEN {sql} ELSE {Residual(expression)} END";
    }

    /// <summary>The parts of a chain of one logical operator.</summary>
    public static List<Expression> Flatten(Expression expression, BinaryOperator logical)
    {
        var parts = new List<Expression>();
        var open = new Stack<Expression>();
        open.Push(expression);
        while (open.TryPop(out var next))
        {
            if (next is CallExpression { Function: "AND" or "OR" } call && call.Function == (logical == BinaryOperator.And ? "AND" : "OR"))
            {
                for (var i = call.Arguments.Count - 1; i >= 0; i--) open.Push(call.Arguments[i]);
            }
            else if (next is BinaryExpression binary && binary.Operator == logical)
            {
                open.Push(binary.Right);
                open.Push(binary.Left);
            }
            else
            {
                parts.Add(next);
            }
        }

        return parts;
    }

    private static Value Literal(object? value) => value switch
    {
        string text => Value.Of(text),
        long integer => Value.Of(integer),
        double number => Value.Of(number),
        bool boolean => Value.Of(boolean),
        _ => Value.Null,
    };

    private static int Height(Expression expression) =>
        1 + ExpressionFacts.Parts(expression).Select(Height).DefaultIfEmpty().Max();

    // Balanced: SQLite counts a chain of n operators as n levels.
    private static string Join(List<string> parts, string word)
    {
        return Part(0, parts.Count);

        string Part(int from, int to) => (to - from) switch
        {
            0 => "1",
            1 => $"({parts[from]})",
            _ => $"({Part(from, from + (to - from) / 2)}{word}{Part(from + (to - from) / 2, to)})",
        };
    }
}
