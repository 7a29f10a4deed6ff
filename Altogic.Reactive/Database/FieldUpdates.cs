using System.Linq.Expressions;
using Altogic.Reactive.Internal.Expressions;

namespace Altogic.Reactive.Database;

/// <summary>Collects typed update instructions: <c>u =&gt; u.Increment(post =&gt; post.Likes, 1)</c>. Immutable: each call gives a longer list.</summary>
/// <typeparam name="T">The type of the objects to update.</typeparam>
public sealed class FieldUpdates<T>
    where T : class
{
    private readonly LiteralWriter _literals;

    internal FieldUpdates(LiteralWriter literals)
        : this(literals, [])
    {
    }

    private FieldUpdates(LiteralWriter literals, IReadOnlyList<FieldUpdate> items)
    {
        _literals = literals;
        Items = items;
    }

    internal IReadOnlyList<FieldUpdate> Items { get; }

    /// <summary>Overwrites a field.</summary>
    /// <param name="field">A member, as in <c>post =&gt; post.Title</c>.</param>
    /// <param name="value">The new value; null clears the field.</param>
    public FieldUpdates<T> Set<TField>(Expression<Func<T, TField>> field, TField value) =>
        Add(field, (path, member) => FieldUpdate.With(path, "set", new MemberNames(_literals.Serializer).InStoredForm(value, member?.Converter)));

    /// <summary>Removes the value of a field.</summary>
    /// <param name="field">A member, as in <c>post =&gt; post.Title</c>.</param>
    public FieldUpdates<T> Unset<TField>(Expression<Func<T, TField>> field) => Add(field, (path, _) => FieldUpdate.Unset(path));

    /// <summary>Adds to a number; a missing one counts as 0.</summary>
    /// <param name="field">A member, as in <c>post =&gt; post.Likes</c>.</param>
    /// <param name="by">Any finite number.</param>
    public FieldUpdates<T> Increment<TField, TNumber>(Expression<Func<T, TField>> field, TNumber by)
        where TNumber : struct => Add(field, (path, _) => FieldUpdate.Increment(path, by));

    /// <summary>Subtracts from a number; a missing one counts as 0.</summary>
    /// <param name="field">A member, as in <c>post =&gt; post.Likes</c>.</param>
    /// <param name="by">Any finite number.</param>
    public FieldUpdates<T> Decrement<TField, TNumber>(Expression<Func<T, TField>> field, TNumber by)
        where TNumber : struct => Add(field, (path, _) => FieldUpdate.Decrement(path, by));

    /// <summary>Lowers a number to <paramref name="value"/> if it is larger or missing.</summary>
    /// <param name="field">A member, as in <c>post =&gt; post.Rank</c>.</param>
    /// <param name="value">Any finite number.</param>
    public FieldUpdates<T> Min<TField, TNumber>(Expression<Func<T, TField>> field, TNumber value)
        where TNumber : struct => Add(field, (path, _) => FieldUpdate.Min(path, value));

    /// <summary>Raises a number to <paramref name="value"/> if it is smaller or missing.</summary>
    /// <param name="field">A member, as in <c>post =&gt; post.Rank</c>.</param>
    /// <param name="value">Any finite number.</param>
    public FieldUpdates<T> Max<TField, TNumber>(Expression<Func<T, TField>> field, TNumber value)
        where TNumber : struct => Add(field, (path, _) => FieldUpdate.Max(path, value));

    /// <summary>Multiplies a number; a missing one becomes 0.</summary>
    /// <param name="field">A member, as in <c>post =&gt; post.Score</c>.</param>
    /// <param name="by">Any finite number.</param>
    public FieldUpdates<T> Multiply<TField, TNumber>(Expression<Func<T, TField>> field, TNumber by)
        where TNumber : struct => Add(field, (path, _) => FieldUpdate.Multiply(path, by));

    /// <summary>Removes every equal item from a list of values.</summary>
    /// <param name="field">A list member, as in <c>post =&gt; post.Tags</c>.</param>
    /// <param name="value">The item.</param>
    public FieldUpdates<T> Pull<TItem>(Expression<Func<T, IEnumerable<TItem>?>> field, TItem value) => AddItem(field, "pull", value);

    /// <summary>Adds an item at the end of a list of values; equal items may repeat.</summary>
    /// <param name="field">A list member, as in <c>post =&gt; post.Tags</c>.</param>
    /// <param name="value">The item.</param>
    public FieldUpdates<T> Push<TItem>(Expression<Func<T, IEnumerable<TItem>?>> field, TItem value) => AddItem(field, "push", value);

    /// <summary>Removes the last item of a list of values.</summary>
    /// <param name="field">A list member, as in <c>post =&gt; post.Tags</c>.</param>
    public FieldUpdates<T> Pop<TField>(Expression<Func<T, TField>> field) => Add(field, (path, _) => FieldUpdate.Pop(path));

    /// <summary>Removes the first item of a list of values.</summary>
    /// <param name="field">A list member, as in <c>post =&gt; post.Tags</c>.</param>
    public FieldUpdates<T> Shift<TField>(Expression<Func<T, TField>> field) => Add(field, (path, _) => FieldUpdate.Shift(path));

    private FieldUpdates<T> AddItem<TItem>(Expression<Func<T, IEnumerable<TItem>?>> field, string type, TItem value) =>
        Add(field, (path, member) => FieldUpdate.With(path, type, new MemberNames(_literals.Serializer).InStoredForm(value, member?.ItemConverter)));

    private FieldUpdates<T> Add(LambdaExpression field, Func<string, Newtonsoft.Json.Serialization.JsonProperty?, FieldUpdate> create)
    {
        var (path, member) = LambdaCompiler.Field(_literals, Require.NotNull(field, nameof(field)));
        return new FieldUpdates<T>(_literals, [.. Items, create(path, member)]);
    }
}
