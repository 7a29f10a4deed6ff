using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Internal.Execution;
using Newtonsoft.Json;

namespace Altogic.Reactive.Cache;

/// <summary>A walk over all pages of keys. A loop, so that neither stack nor memory grow with the number of pages.</summary>
internal static class KeyWalk
{
    /// <param name="get">Asks for the page with this cursor; null for the first.</param>
    /// <param name="surface">Told what an observer has thrown.</param>
    public static IObservable<Result<CacheEntry>> Over(Func<string?, IObservable<Result<CachePage>>> get, Action<Exception> surface) =>
        Observable.Create<Result<CacheEntry>>(observer =>
        {
            var stop = new CancellationDisposable();
            // Answers may be there at once. Queued behind the subscription under way, the walk can be disposed from its first key on.
            var start = Scheduler.CurrentThread.Schedule(() => Start(get, result => Uncaught.TryTell(observer, result, surface), observer, stop.Token));
            return new CompositeDisposable(start, stop);
        });

    private static void Start(
        Func<string?, IObservable<Result<CachePage>>> get,
        Func<Result<CacheEntry>, bool> tell,
        IObserver<Result<CacheEntry>> observer,
        CancellationToken cancellation) =>
        Observable.FromAsync(() => RunAsync(get, tell, cancellation)).Subscribe(static _ => { }, observer.OnError, observer.OnCompleted);

    private static async Task RunAsync(
        Func<string?, IObservable<Result<CachePage>>> get, Func<Result<CacheEntry>, bool> tell, CancellationToken cancellation)
    {
        string? next = null;
        while (!cancellation.IsCancellationRequested)
        {
            var page = await get(next).ToTask(cancellation).ConfigureAwait(false);
            if (!page.IsSuccess)
            {
                tell(Result.Failure<CacheEntry>(page.Errors));
                return;
            }

            foreach (var entry in page.Data.Data)
                if (cancellation.IsCancellationRequested || !tell(Result.Success(entry))) return;
            if (page.Data.Next is null) return;
            if (page.Data.Next == next)
            {
                tell(Result.Failure<CacheEntry>(Endless()));
                return;
            }

            next = page.Data.Next;
        }
    }

    private static AltogicError Endless() =>
        FailureMap.TryMap(new JsonSerializationException("A page leads back to itself."))!;
}
