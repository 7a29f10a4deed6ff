using System.Linq.Expressions;
using Altogic.Reactive.Internal.Expressions;

namespace Altogic.Reactive.Database;

/// <summary>Collects typed computations: <c>c =&gt; c.Count("orders").Sum("income", o =&gt; o.Price)</c>. Immutable: each call gives a longer list.</summary>
/// <typeparam name="T">The type of the objects to compute over.</typeparam>
public sealed class GroupComputations<T>
    where T : class
{
    private readonly LiteralWriter _literals;

    internal GroupComputations(LiteralWriter literals)
        : this(literals, [])
    {
    }

    private GroupComputations(LiteralWriter literals, IReadOnlyList<GroupComputation> items)
    {
        _literals = literals;
        Items = items;
    }

    internal IReadOnlyList<GroupComputation> Items { get; }

    /// <summary>The number of objects.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public GroupComputations<T> Count(string name, SortDirection? sort = null) => Add(GroupComputation.Count(name, sort));

    /// <summary>The number of objects that meet a condition.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="condition">As in <c>Where</c>.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public GroupComputations<T> CountIf(string name, Expression<Func<T, bool>> condition, SortDirection? sort = null) =>
        Add(GroupComputation.CountIf(name, Text(condition), sort));

    /// <summary>The sum; 0 when no object has a number.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="number">A member or a computation.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public GroupComputations<T> Sum<TNumber>(string name, Expression<Func<T, TNumber>> number, SortDirection? sort = null) =>
        Add(GroupComputation.Sum(name, Text(number), sort));

    /// <summary>The mean; null when no object has a number.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="number">A member or a computation.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public GroupComputations<T> Avg<TNumber>(string name, Expression<Func<T, TNumber>> number, SortDirection? sort = null) =>
        Add(GroupComputation.Avg(name, Text(number), sort));

    /// <summary>The least value; null when there is none.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="value">A member or a computation.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public GroupComputations<T> Min<TValue>(string name, Expression<Func<T, TValue>> value, SortDirection? sort = null) =>
        Add(GroupComputation.Min(name, Text(value), sort));

    /// <summary>The greatest value; null when there is none.</summary>
    /// <param name="name">The member of the result rows; not <c>groupby</c>.</param>
    /// <param name="value">A member or a computation.</param>
    /// <param name="sort">Whether the groups are sorted by this value. The default is null: they are not.</param>
    public GroupComputations<T> Max<TValue>(string name, Expression<Func<T, TValue>> value, SortDirection? sort = null) =>
        Add(GroupComputation.Max(name, Text(value), sort));

    private string Text(LambdaExpression lambda) => LambdaCompiler.Compile(_literals, Require.NotNull(lambda, nameof(lambda))).Text;

    private GroupComputations<T> Add(GroupComputation computation) => new(_literals, [.. Items, computation]);
}
