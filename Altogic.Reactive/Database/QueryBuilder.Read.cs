using System.Linq.Expressions;
using System.Reactive.Linq;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Database;

public sealed partial class QueryBuilder<T>
{
    /// <summary>Reads the matching objects of one page. Cold. Uses filter, lookup, sort, page, limit and omit.</summary>
    /// <returns>One result; an empty list when nothing matches or the page lies past the end.</returns>
    public IObservable<Result<IReadOnlyList<T>>> Get() => GetList(returnCountInfo: false).Select(result => result.Map(ItemsOf));

    /// <summary>Reads the matching objects of one page and counts all matches. Cold. The SDK's <c>get(true)</c>.</summary>
    /// <returns>One result. A server that does not count is reported as one page with what it sent.</returns>
    public IObservable<Result<ListResult<T>>> GetWithCountInfo() => GetList(returnCountInfo: true).Select(result => result.Map(Counted));

    /// <summary>Reads the first match. Cold. Uses filter, lookup, sort and omit.</summary>
    /// <returns>One result; null when nothing matches, which is not a failure.</returns>
    public IObservable<Result<T?>> GetSingle()
    {
        var body = new QueryRequest(_query, _model);
        return _gateway.Read<T>("getSingle", cancellation => _gateway.Queries.GetSingle(body, cancellation));
    }

    /// <summary>Reads different matching objects drawn at random. Cold. Uses filter, lookup and omit.</summary>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <returns>One result with fewer objects when fewer match.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public IObservable<Result<IReadOnlyList<T>>> GetRandom(int count)
    {
        var body = new GetRandomRequest(_query, Require.Positive(count, nameof(count)), _model);
        return ReadItems("getRandom", cancellation => _gateway.Queries.GetRandom(body, cancellation));
    }

    /// <summary>Searches the fields flagged searchable, best match first. Cold. Uses filter, lookup, page, limit and omit.</summary>
    /// <param name="text">Words, one of which must occur; a phrase in double quotes must occur as it is. Blank text finds nothing.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<T>>> SearchText(string text) =>
        SearchText(text, returnCountInfo: false).Select(result => result.Map(ItemsOf));

    /// <summary>Searches as <see cref="SearchText(string)"/> does and counts all matches. Cold. The SDK's <c>searchText(text, true)</c>.</summary>
    /// <param name="text">Words, one of which must occur; a phrase in double quotes must occur as it is.</param>
    /// <returns>One result.</returns>
    public IObservable<Result<ListResult<T>>> SearchTextWithCountInfo(string text) =>
        SearchText(text, returnCountInfo: true).Select(result => result.Map(Counted));

    /// <summary>Searches one field and forgives misspellings, best match first. Cold. Uses filter, lookup, page, limit and omit.</summary>
    /// <param name="fieldName">A text field of a top-level model, flagged for fuzzy search.</param>
    /// <param name="text">What to look for.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    /// <exception cref="ArgumentException">The name of the field is blank.</exception>
    public IObservable<Result<IReadOnlyList<T>>> SearchFuzzy(string fieldName, string text)
    {
        var body = new SearchFuzzyRequest(_query, Require.NotNull(text, nameof(text)), Require.Text(fieldName, nameof(fieldName)), _model);
        return ReadItems("searchFuzzy", cancellation => _gateway.Queries.SearchFuzzy(body, cancellation));
    }

    /// <summary>Searches one field and forgives misspellings, best match first. Cold.</summary>
    /// <param name="field">A member, as in <c>product =&gt; product.Name</c>.</param>
    /// <param name="text">What to look for.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<T>>> SearchFuzzy(Expression<Func<T, string?>> field, string text) => SearchFuzzy(Path(field), text);

    /// <summary>Computes values over the groups of the matching objects. Cold. Uses filter, group, page and limit.</summary>
    /// <param name="computations">What to compute, at least one, each with a name of its own.</param>
    /// <returns>One result with one row per group, or one row without a group; an empty list when nothing matches.</returns>
    /// <exception cref="ArgumentException">There is no computation, or two have the same name.</exception>
    public IObservable<Result<IReadOnlyList<GroupRow>>> Compute(params GroupComputation[] computations) => Compute<GroupRow>(computations);

    /// <summary>Computes values with typed expressions. Cold. Uses filter, group, page and limit.</summary>
    /// <param name="computations">For example <c>c =&gt; c.Count("orders").Sum("income", order =&gt; order.Price * order.Amount)</c>.</param>
    /// <returns>One result with one row per group, or one row without a group; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<GroupRow>>> Compute(Func<GroupComputations<T>, GroupComputations<T>> computations) =>
        Compute([.. Require.NotNull(computations, nameof(computations))(new GroupComputations<T>(_gateway.Literals)).Items]);

    /// <summary>Computes values and reads the rows as your type. Cold. Uses filter, group, page and limit.</summary>
    /// <param name="computations">What to compute, at least one, each with a name of its own.</param>
    /// <typeparam name="TRow">A type with a member per computation and <c>groupby</c> with <c>group</c> inside.</typeparam>
    /// <returns>One result with one row per group, or one row without a group; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<TRow>>> Compute<TRow>(params GroupComputation[] computations)
    {
        var records = GroupComputation.Records(computations);
        var body = new ComputeRequest(_query, records, _model);
        return _gateway.Read<RowsAnswer<TRow>>("compute", cancellation => _gateway.Queries.Compute(body, cancellation))
            .Select(result => result.Map(answer => answer?.Rows ?? []));
    }

    internal IObservable<Result<ListAnswer<T>?>> GetList(bool returnCountInfo)
    {
        var body = new GetListRequest(_query, returnCountInfo, _model);
        return _gateway.Read<ListAnswer<T>>("get", cancellation => _gateway.Queries.GetList(body, cancellation));
    }

    private IObservable<Result<ListAnswer<T>?>> SearchText(string text, bool returnCountInfo)
    {
        var body = new SearchTextRequest(_query, returnCountInfo, Require.NotNull(text, nameof(text)), _model);
        return _gateway.Read<ListAnswer<T>>("searchText", cancellation => _gateway.Queries.SearchText(body, cancellation));
    }

    private IObservable<Result<IReadOnlyList<T>>> ReadItems(string name, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        _gateway.Read<ListAnswer<T>>(name, send).Select(result => result.Map(ItemsOf));

    private static IReadOnlyList<T> ItemsOf(ListAnswer<T>? answer) => answer?.Items ?? [];

    private ListResult<T> Counted(ListAnswer<T>? answer)
    {
        var items = ItemsOf(answer);
        return new ListResult<T>(answer?.Info ?? new CountInfo(items.Count, items.Count > 0 ? 1 : 0, _query.Page ?? 1, _query.Limit ?? items.Count), items);
    }
}
