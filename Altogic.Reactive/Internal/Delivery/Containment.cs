using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace Altogic.Reactive.Internal.Delivery;

/// <summary>For hot streams whose values come out of operations, which would take an observer's exception for a bug of their own.</summary>
internal static class Containment
{
    /// <summary>An observer that throws is not called again, and its exception is reported.</summary>
    public static IObservable<T> Contain<T>(this IObservable<T> source, Action<Exception> failed) => Observable.Create<T>(observer =>
    {
        var subscription = new SingleAssignmentDisposable();
        subscription.Disposable = source.Subscribe(
            value => Try(() => observer.OnNext(value)),
            error => Try(() => observer.OnError(error)),
            () => Try(observer.OnCompleted));
        return subscription;

        void Try(Action tell)
        {
            try
            {
                tell();
            }
            // code of the app
            catch (Exception exception)
            {
                subscription.Dispose();
                failed(exception);
            }
        }
    });
}
