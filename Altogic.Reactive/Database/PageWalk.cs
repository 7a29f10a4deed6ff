using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive.Database;

/// <summary>One walk over all pages. A loop, so that neither stack nor memory grow with the number of pages.</summary>
internal sealed class PageWalk<T>(Func<int, IObservable<Result<Page<T>>>> get, int prefetch, Action<Exception> surface)
{
    private readonly Queue<Task<Result<Page<T>>>> _requested = new();
    private int _next = 1;
    private int? _last;
    private int _firstCount;

    public async Task Run(IObserver<Result<Page<T>>> observer, CancellationToken cancellation)
    {
        using var requests = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            while (!cancellation.IsCancellationRequested && await Deliver(observer, requests.Token).ConfigureAwait(false))
            {
            }
        }
        finally
        {
            requests.Cancel();
            // Pages that nobody takes any more may still fail; nobody is to be told.
            foreach (var request in _requested)
                _ = request.ContinueWith(
                    static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<bool> Deliver(IObserver<Result<Page<T>>> observer, CancellationToken cancellation)
    {
        Request(1, cancellation);
        if (_requested.Count == 0) return false;
        var number = _next - _requested.Count;
        var result = await _requested.Dequeue().ConfigureAwait(false);
        if (!result.IsSuccess)
        {
            Uncaught.TryTell(observer, result, surface);
            return false;
        }

        Learn(result.Data, number);
        if (number > 1 && result.Data.Items.Count == 0) return false;
        Request(prefetch, cancellation);
        return Uncaught.TryTell(observer, result, surface);
    }

    private void Request(int window, CancellationToken cancellation)
    {
        while (_requested.Count < window && !(_next > _last)) _requested.Enqueue(get(_next++).ToTask(cancellation));
    }

    private void Learn(Page<T> page, int number)
    {
        if (number == 1) _firstCount = page.Items.Count;
        if (page.TotalPages is { } total) _last = total;
        else if (page.IsLast(_firstCount)) _last = number;
    }
}
