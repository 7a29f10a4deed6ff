using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Runtime.ExceptionServices;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>Exceptions of the app's own code that nobody is there to catch.</summary>
internal static class Uncaught
{
    /// <summary>Throws where the app's other uncaught exceptions end, instead of in a task that nobody looks at.</summary>
    public static void Surface(IScheduler scheduler, Exception exception) =>
        scheduler.Schedule(ExceptionDispatchInfo.Capture(exception), static (_, thrown) =>
        {
            thrown.Throw();
            return Disposable.Empty;
        });

    /// <summary>Tells an observer, which is code of the app; false when it has thrown, and ended its subscription with that.</summary>
    public static bool TryTell<T>(IObserver<T> observer, T value, Action<Exception> surface)
    {
        try
        {
            observer.OnNext(value);
            return true;
        }
        catch (Exception exception)
        {
            surface(exception);
            return false;
        }
    }
}
