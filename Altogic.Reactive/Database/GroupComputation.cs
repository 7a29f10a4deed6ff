using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Database;

/// <summary>One value to compute per group (db-query §6.2). Immutable.</summary>
public sealed class GroupComputation
{
    private GroupComputation(ComputationRecord record) => Record = record;

    /// <summary>The member of the result rows that holds the value.</summary>
    public string Name => Record.Name;

    /// <summary>The kind as the protocol names it: <c>count</c>, <c>countif</c>, <c>sum</c>, <c>avg</c>, <c>min</c> or <c>max</c>.</summary>
    public string Type => Record.Type;

    /// <summary>What is computed per object; null for <c>count</c>.</summary>
    public string? Expression => Record.Expression;

    internal ComputationRecord Record { get; }

    /// <summary>The number of objects.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    /// <exception cref="ArgumentException">The name is blank or reserved.</exception>
    public static GroupComputation Count(string name, SortDirection? sort = null) => New(name, "count", null, sort);

    /// <summary>The number of objects for which an expression is true.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">A condition.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    /// <exception cref="ArgumentException">The name is blank or reserved, or the expression is blank.</exception>
    public static GroupComputation CountIf(string name, string expression, SortDirection? sort = null) => Over(name, "countif", expression, sort);

    /// <summary>The same with safely quoted values in the condition.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">For example <c>$"status == {status}"</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public static GroupComputation CountIf(string name, ExpressionStringHandler expression, SortDirection? sort = null) =>
        CountIf(name, expression.Render(DefaultLiterals.Writer), sort);

    /// <summary>The sum; 0 when no object has a number.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">A number, for example <c>price * amount</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    /// <exception cref="ArgumentException">The name is blank or reserved, or the expression is blank.</exception>
    public static GroupComputation Sum(string name, string expression, SortDirection? sort = null) => Over(name, "sum", expression, sort);

    /// <summary>The same with safely quoted values in the expression.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">For example <c>$"price * {rate}"</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public static GroupComputation Sum(string name, ExpressionStringHandler expression, SortDirection? sort = null) =>
        Sum(name, expression.Render(DefaultLiterals.Writer), sort);

    /// <summary>The mean; null when no object has a number.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">A number.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    /// <exception cref="ArgumentException">The name is blank or reserved, or the expression is blank.</exception>
    public static GroupComputation Avg(string name, string expression, SortDirection? sort = null) => Over(name, "avg", expression, sort);

    /// <summary>The same with safely quoted values in the expression.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">For example <c>$"price * {rate}"</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public static GroupComputation Avg(string name, ExpressionStringHandler expression, SortDirection? sort = null) =>
        Avg(name, expression.Render(DefaultLiterals.Writer), sort);

    /// <summary>The least value; null when there is none.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">A number; servers may accept times and text too.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    /// <exception cref="ArgumentException">The name is blank or reserved, or the expression is blank.</exception>
    public static GroupComputation Min(string name, string expression, SortDirection? sort = null) => Over(name, "min", expression, sort);

    /// <summary>The same with safely quoted values in the expression.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">For example <c>$"price * {rate}"</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public static GroupComputation Min(string name, ExpressionStringHandler expression, SortDirection? sort = null) =>
        Min(name, expression.Render(DefaultLiterals.Writer), sort);

    /// <summary>The greatest value; null when there is none.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">A number; servers may accept times and text too.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    /// <exception cref="ArgumentException">The name is blank or reserved, or the expression is blank.</exception>
    public static GroupComputation Max(string name, string expression, SortDirection? sort = null) => Over(name, "max", expression, sort);

    /// <summary>The same with safely quoted values in the expression.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="expression">For example <c>$"price * {rate}"</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public static GroupComputation Max(string name, ExpressionStringHandler expression, SortDirection? sort = null) =>
        Max(name, expression.Render(DefaultLiterals.Writer), sort);

    internal static IReadOnlyList<ComputationRecord> Records(IEnumerable<GroupComputation> computations)
    {
        var records = Require.Items(computations, nameof(computations)).Select(computation => computation.Record).ToArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in records)
            if (!names.Add(record.Name)) throw new ArgumentException($"Two computations are called '{record.Name}'.", nameof(computations));
        return records;
    }

    private static GroupComputation Over(string name, string type, string expression, SortDirection? sort) =>
        New(name, type, Require.Text(expression, nameof(expression)), sort);

    private static GroupComputation New(string name, string type, string? expression, SortDirection? sort)
    {
        if (Require.Text(name, nameof(name)) == "groupby") throw new ArgumentException("'groupby' holds the key of the group.", nameof(name));
        return new GroupComputation(new ComputationRecord(name, type, expression, sort is { } direction ? WireNames.Of(direction) : null));
    }
}
