using System.Linq.Expressions;
using Altogic.Reactive.Internal.Expressions;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Database;

/// <summary>
/// A query on one model. Immutable: every call gives a new builder, so a query can be kept, shared between threads and extended.
/// Modifiers that an operation does not use are ignored by the server (rest §6.3).
/// </summary>
/// <typeparam name="T">What the objects are read as.</typeparam>
public sealed partial class QueryBuilder<T>
    where T : class
{
    private readonly DatabaseGateway _gateway;
    private readonly string _model;
    private readonly QueryRecord _query;
    private readonly Binding _filterBinding;

    internal QueryBuilder(DatabaseGateway gateway, string model)
        : this(gateway, model, new QueryRecord(), Binding.Or)
    {
    }

    private QueryBuilder(DatabaseGateway gateway, string model, QueryRecord query, Binding filterBinding)
    {
        _gateway = gateway;
        _model = model;
        _query = query;
        _filterBinding = filterBinding;
    }

    /// <summary>The model this query is about.</summary>
    public string ModelName => _model;

    /// <summary>The filter as it will be sent; null while there is none.</summary>
    public string? Expression => _query.Expression;

    /// <summary>Addresses one object, or the model as a whole where no id is needed.</summary>
    /// <param name="id">The id. The default is null, which is enough for create, set and append.</param>
    /// <exception cref="ArgumentException">The id is blank.</exception>
    public DatabaseObject<T> Object(string? id = null) => new(_gateway, _model, id is null ? null : Require.Text(id, nameof(id)));

    /// <summary>The same query with its answers read as another type, for example the outermost object that <c>returnTop</c> gives.</summary>
    /// <typeparam name="TOther">What the objects are read as.</typeparam>
    public QueryBuilder<TOther> As<TOther>()
        where TOther : class => new(_gateway, _model, _query, _filterBinding);

    /// <summary>Takes objects in pages of a given size. It replaces <see cref="Limit"/> and <see cref="PageNumber"/>.</summary>
    /// <param name="size">Objects per page, 1 or more; servers lower what is too large for them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public PagedQuery<T> Page(int size) => new(this, Require.Positive(size, nameof(size)));

    /// <summary>Returns page <paramref name="number"/> only; the SDK's <c>page(n)</c>. The last call wins.</summary>
    /// <param name="number">From 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public QueryBuilder<T> PageNumber(int number) => With(_query with { Page = Require.Positive(number, nameof(number)) });

    /// <summary>Returns this many objects or groups at most; the page size when there are pages. The last call wins.</summary>
    /// <param name="count">1 or more. Without a limit the server's default applies.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public QueryBuilder<T> Limit(int count) => With(_query with { Limit = Require.Positive(count, nameof(count)) });

    /// <summary>Leaves fields out of the answer. Calls add up; <c>_id</c> always stays.</summary>
    /// <param name="fields">Fields, or dotted paths into embedded and looked-up objects.</param>
    /// <exception cref="ArgumentException">A name is blank.</exception>
    public QueryBuilder<T> Omit(params string[] fields)
    {
        foreach (var field in Require.NotNull(fields, nameof(fields))) Require.Text(field, nameof(fields));
        return With(_query with { Omit = [.. _query.Omit ?? [], .. fields] });
    }

    /// <summary>Leaves fields out of the answer. Calls add up.</summary>
    /// <param name="fields">Members, as in <c>user =&gt; user.Notifications</c>.</param>
    public QueryBuilder<T> Omit(params Expression<Func<T, object?>>[] fields) =>
        Omit([.. Require.NotNull(fields, nameof(fields)).Select(Path)]);

    /// <summary>Forms groups for <c>Compute</c>. The last call wins.</summary>
    /// <param name="expression">A field, or an expression such as <c>YEAR(createdAt)</c>; <c>tags.$</c> makes a group per list item.</param>
    /// <exception cref="ArgumentException">The expression is blank.</exception>
    public QueryBuilder<T> Group(string expression) => With(_query with { Group = Require.Text(expression, nameof(expression)) });

    /// <summary>Forms groups for <c>Compute</c>, with safely quoted values in the expression. The last call wins.</summary>
    /// <param name="expression">For example <c>$"price &gt; {threshold}"</c>.</param>
    public QueryBuilder<T> Group(ExpressionStringHandler expression) => Group(expression.Render(_gateway.Literals));

    /// <summary>Forms groups for <c>Compute</c> by one or more fields. The last call wins.</summary>
    /// <param name="fields">Fields or dotted paths, at least one.</param>
    /// <exception cref="ArgumentException">There is no name, or one is blank.</exception>
    public QueryBuilder<T> Group(params string[] fields)
    {
        foreach (var field in Require.Items(fields, nameof(fields))) Require.Text(field, nameof(fields));
        return With(_query with { Group = fields.ToArray() });
    }

    /// <summary>Forms groups for <c>Compute</c>. The last call wins.</summary>
    /// <param name="key">A member or a computation, as in <c>order =&gt; order.CreatedAt.Year</c>.</param>
    /// <exception cref="NotSupportedException">The lambda has no counterpart in the expression language.</exception>
    public QueryBuilder<T> Group<TKey>(Expression<Func<T, TKey>> key) =>
        Group(LambdaCompiler.Compile(_gateway.Literals, Require.NotNull(key, nameof(key))).Text);

    internal void Surface(Exception exception) => _gateway.Surface(exception);

    private string Path(LambdaExpression field) => LambdaCompiler.Field(_gateway.Literals, Require.NotNull(field, nameof(field))).Path;

    private QueryBuilder<T> With(QueryRecord query) => new(_gateway, _model, query, _filterBinding);
}
