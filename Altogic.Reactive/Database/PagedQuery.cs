using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace Altogic.Reactive.Database;

/// <summary>A query taken page by page. Immutable and thread-safe.</summary>
/// <typeparam name="T">What the objects are read as.</typeparam>
public sealed class PagedQuery<T>
    where T : class
{
    private readonly QueryBuilder<T> _query;
    private readonly int _size;

    internal PagedQuery(QueryBuilder<T> query, int size)
    {
        _query = query.Limit(size);
        _size = size;
    }

    /// <summary>Reads one page. Cold.</summary>
    /// <param name="number">From 1.</param>
    /// <returns>One result; a page without items when it lies past the end, which is not a failure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public IObservable<Result<Page<T>>> Get(int number) =>
        _query.PageNumber(number).GetList(returnCountInfo: true).Select(result => result.Map(answer => ToPage(answer, number)));

    /// <summary>
    /// Reads every page in order. Cold. The next page is asked for when the subscriber has returned from the one before; it ends
    /// after the last page or after the first failed one. A model without matches gives one empty page.
    /// </summary>
    /// <param name="prefetch">How many pages to ask for ahead of the subscriber. The default is 0: none. Taking k pages costs k + prefetch requests at most,
    /// one more when the server does not count.</param>
    /// <returns>Results until the end; disposing cancels the requests in flight. Sort by a stable field if objects change meanwhile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public IObservable<Result<Page<T>>> ToObservable(int prefetch = 0)
    {
        if (prefetch < 0) throw new ArgumentOutOfRangeException(nameof(prefetch), prefetch, "It must be 0 or more.");
        return Observable.Create<Result<Page<T>>>(observer =>
        {
            var stop = new CancellationDisposable();
            // Answers may be there at once. Queued behind the subscription under way, the walk can be disposed from its first page on.
            var start = Scheduler.CurrentThread.Schedule(() => Walk(observer, prefetch, stop.Token));
            return new CompositeDisposable(start, stop);
        });
    }

    /// <summary>Reads every object of every page in order. Cold. As <see cref="ToObservable"/>, with the items one by one.</summary>
    /// <param name="prefetch">How many pages to ask for ahead of the subscriber. The default is 0: none.</param>
    /// <returns>A success per object; a failed page is one failure, then it ends.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public IObservable<Result<T>> Items(int prefetch = 0) => ToObservable(prefetch).SelectMany(
        page => page.Match(data => data.Items.Select(Result.Success), errors => [Result.Failure<T>(errors)]));

    private void Walk(IObserver<Result<Page<T>>> observer, int prefetch, CancellationToken cancellation) =>
        Observable.FromAsync(() => new PageWalk<T>(Get, prefetch, _query.Surface).Run(observer, cancellation))
            .Subscribe(static _ => { }, observer.OnError, observer.OnCompleted);

    private Page<T> ToPage(ListAnswer<T>? answer, int number)
    {
        var items = answer?.Items ?? [];
        return answer?.Info is { } info
            ? new Page<T>(number, info.PageSize, items, info.Count, info.TotalPages)
            : new Page<T>(number, _size, items, null, null);
    }
}
