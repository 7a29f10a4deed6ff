using System.Linq.Expressions;
using Altogic.Reactive.Internal.Expressions;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Database;

public sealed partial class QueryBuilder<T>
{
    /// <summary>
    /// Keeps the objects for which an expression is true. The last call wins: it replaces every filter and condition before it, as in
    /// the official SDK.
    /// </summary>
    /// <param name="expression">An Altogic expression, sent as it is. Blank text means no filter. Values from users belong into the
    /// interpolated form <c>Filter($"name == {name}")</c>, which quotes them.</param>
    public QueryBuilder<T> Filter(string expression) =>
        WithFilter(Fragment.Opaque(Require.NotNull(expression, nameof(expression))));

    /// <summary>
    /// Keeps the objects for which an expression is true, with safely quoted values: text with its quotes escaped, numbers, booleans,
    /// null, times as ISO text in UTC, ids, enums as the serializer writes them, lists. A hole inside quotes,
    /// <c>$"name == '{name}'"</c>, is escaped as part of that text. The last call wins, as for <see cref="Filter(string)"/>.
    /// </summary>
    /// <param name="expression">For example <c>$"user == {id} &amp;&amp; age &gt; {n}"</c>.</param>
    /// <exception cref="ArgumentException">A value has no literal (an object, NaN), a hole stands where no value can stand, or a quote is
    /// never closed.</exception>
    public QueryBuilder<T> Filter(ExpressionStringHandler expression) => WithFilter(Fragment.Opaque(expression.Render(_gateway.Literals)));

    /// <summary>Keeps the objects for which an expression is true. The last call wins, as for <see cref="Filter(string)"/>.</summary>
    /// <param name="expression">A prepared expression.</param>
    public QueryBuilder<T> Filter(FilterExpression expression) => WithFilter(Fragment.Opaque(Require.NotNull(expression, nameof(expression)).ToString()));

    /// <summary>
    /// Keeps the objects that meet a condition. Conditions add up: each one is joined by &amp;&amp; to the filter and conditions before it.
    /// </summary>
    /// <param name="predicate">
    /// Comparisons, &amp;&amp;, ||, !, arithmetic, text methods (StartsWith, EndsWith, Contains, ToLower, ToUpper, Trim, Length,
    /// Substring, IndexOf, Replace, IsNullOrEmpty, +), null tests, list methods (Contains both ways, Any, All, Count), parts of times,
    /// Math, Regex.IsMatch, embedded and looked-up objects. What does not touch the object is computed at the call.
    /// </param>
    /// <remarks>
    /// <c>x == null</c> is true for fields that are null or were never set. A boolean that was never set is false. Other fields that an
    /// object lacks take part as the server has it (expressions §5): they differ from every value and meet no <c>&lt;</c> or
    /// <c>&gt;</c>. Text compares by code point and case; parts of times are taken in UTC.
    /// </remarks>
    /// <exception cref="NotSupportedException">A part has no counterpart in the expression language; the message says what to write
    /// instead.</exception>
    public QueryBuilder<T> Where(Expression<Func<T, bool>> predicate)
    {
        var condition = LambdaCompiler.Compile(_gateway.Literals, Require.NotNull(predicate, nameof(predicate)));
        return string.IsNullOrWhiteSpace(_query.Expression)
            ? WithFilter(condition)
            : WithFilter(Fragment.Connect(new Fragment(_query.Expression!, _filterBinding), "&&", condition, Binding.And));
    }

    /// <summary>Replaces the id in a reference field by the object it points to, before filter and sort. Calls add up.</summary>
    /// <param name="field">A reference field of the model.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public QueryBuilder<T> Lookup(string field) => Lookup(Database.Lookup.Field(field));

    /// <summary>Replaces the id in a reference field by the object it points to, before filter and sort. Calls add up.</summary>
    /// <param name="field">A member, as in <c>book =&gt; book.Author</c>.</param>
    public QueryBuilder<T> Lookup<TField>(Expression<Func<T, TField>> field) => Lookup(Path(field));

    /// <summary>Adds the first object of another model that meets a condition as a new field, before filter and sort. Calls add up.</summary>
    /// <param name="name">The new field; it must differ from every field of the model.</param>
    /// <param name="modelName">The model to search.</param>
    /// <param name="query">A condition on <c>this</c> and <c>lookup</c>, for example <c>this._id == lookup.author</c>.</param>
    /// <exception cref="ArgumentException">An argument is blank.</exception>
    public QueryBuilder<T> Lookup(string name, string modelName, string query) => Lookup(Database.Lookup.Join(name, modelName, query));

    /// <summary>The same with safely quoted values in the condition.</summary>
    /// <param name="name">The new field; it must differ from every field of the model.</param>
    /// <param name="modelName">The model to search.</param>
    /// <param name="query">For example <c>$"this._id == lookup.recipe &amp;&amp; lookup.user == {userId}"</c>.</param>
    public QueryBuilder<T> Lookup(string name, string modelName, ExpressionStringHandler query) =>
        Lookup(name, modelName, query.Render(_gateway.Literals));

    /// <summary>The same with a typed condition.</summary>
    /// <param name="name">The new field; it must differ from every field of the model.</param>
    /// <param name="modelName">The model to search.</param>
    /// <param name="query">The object and the candidate, as in <c>(recipe, like) =&gt; like.Recipe == recipe.Id</c>.</param>
    /// <exception cref="NotSupportedException">The lambda has no counterpart in the expression language.</exception>
    public QueryBuilder<T> Lookup<TOther>(string name, string modelName, Expression<Func<T, TOther, bool>> query) =>
        Lookup(name, modelName, LambdaCompiler.CompileJoin(_gateway.Literals, Require.NotNull(query, nameof(query))).Text);

    /// <summary>Brings an object of another model into the result. Calls add up.</summary>
    /// <param name="lookup">The lookup.</param>
    public QueryBuilder<T> Lookup(Lookup lookup) =>
        With(_query with { Lookups = [.. _query.Lookups ?? [], Require.NotNull(lookup, nameof(lookup)).Record] });

    /// <summary>Adds a sort criterion. Calls add up, the first is the most significant.</summary>
    /// <param name="field">A field, or a dotted path into an embedded or looked-up object.</param>
    /// <param name="direction">The default is <see cref="SortDirection.Ascending"/>.</param>
    /// <exception cref="ArgumentException">The name is blank, or there is no such direction.</exception>
    public QueryBuilder<T> Sort(string field, SortDirection direction = SortDirection.Ascending) =>
        With(_query with { Sort = [.. _query.Sort ?? [], new SortRecord(Require.Text(field, nameof(field)), WireNames.Of(direction))] });

    /// <summary>Sorts by a member, smallest first. It replaces the order so far.</summary>
    /// <param name="field">A member, as in <c>todo =&gt; todo.Due</c>.</param>
    public QueryBuilder<T> OrderBy<TField>(Expression<Func<T, TField>> field) => With(_query with { Sort = null }).ThenBy(field);

    /// <summary>Sorts by a member, largest first. It replaces the order so far.</summary>
    /// <param name="field">A member, as in <c>todo =&gt; todo.Due</c>.</param>
    public QueryBuilder<T> OrderByDescending<TField>(Expression<Func<T, TField>> field) =>
        With(_query with { Sort = null }).ThenByDescending(field);

    /// <summary>Sorts objects that are equal so far by another member, smallest first.</summary>
    /// <param name="field">A member, as in <c>todo =&gt; todo.Title</c>.</param>
    public QueryBuilder<T> ThenBy<TField>(Expression<Func<T, TField>> field) => Sort(Path(field));

    /// <summary>Sorts objects that are equal so far by another member, largest first.</summary>
    /// <param name="field">A member, as in <c>todo =&gt; todo.Title</c>.</param>
    public QueryBuilder<T> ThenByDescending<TField>(Expression<Func<T, TField>> field) => Sort(Path(field), SortDirection.Descending);

    private QueryBuilder<T> WithFilter(Fragment filter) => new(_gateway, _model, _query with { Expression = filter.Text }, filter.Binding);
}
