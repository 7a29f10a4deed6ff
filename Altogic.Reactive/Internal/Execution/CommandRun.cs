using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Altogic.Reactive.Internal.Diagnostics;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>
/// One subscription to a command that is no request of its own: it goes over a connection that others use as well. Its end is told on
/// the scheduler, because whoever reports it, a reader or a writer of that connection, has other things to do.
/// </summary>
internal sealed class CommandRun(
    Executor executor, Operation operation, Func<Action<AltogicError?>, IDisposable> start, IObserver<Result<Unit>> observer)
    : IOperationRun, IDisposable
{
    private readonly ClientContext _context = executor.Context;
    private readonly SingleAssignmentDisposable _work = new();
    private readonly IStopwatch _stopwatch = executor.Context.Scheduler.StartStopwatch();
    private int _isOver;
    private volatile bool _isSilent;

    public void Start()
    {
        if (_context.IsDisposed || !executor.TryAdd(this))
        {
            _isOver = 1;
            observer.OnError(Disposed());
            return;
        }

        try
        {
            _work.Disposable = start(Settle);
        }
        // what the app gave could not be written
        catch (Exception exception) when (FailureMap.TryMap(exception) is { } error)
        {
            Settle(error);
        }
    }

    public void Dispose()
    {
        _isSilent = true;
        TryEnd();
        _work.Dispose();
    }

    public void Abandon()
    {
        if (!TryEnd()) return;
        _work.Dispose();
        try
        {
            observer.OnError(Disposed());
        }
        // an observer that throws must not keep the client from ending the other operations
        catch (Exception exception)
        {
            Uncaught.Surface(_context.Scheduler, exception);
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(AltogicClient), "The client has been disposed.");

    private void Settle(AltogicError? error)
    {
        if (!TryEnd()) return;
        _context.Scheduler.Schedule((Run: this, Error: error), static (_, end) =>
        {
            end.Run.Deliver(end.Error);
            return Disposable.Empty;
        });
    }

    private void Deliver(AltogicError? error)
    {
        if (_isSilent) return;
        try
        {
            Report(error);
        }
        // a logger is code of the app
        catch (Exception exception)
        {
            Uncaught.Surface(_context.Scheduler, exception);
        }

        observer.OnNext(error is null ? new Result<Unit>(Unit.Default) : new Result<Unit>(error));
        observer.OnCompleted();
    }

    private void Report(AltogicError? error)
    {
        var elapsed = _stopwatch.Elapsed;
        ClientTelemetry.Ended(null, operation.Name, error, bug: null, elapsed);
        var log = _context.Loggers.Execution;
        if (error is null) log.Succeeded(operation.Name, 1, elapsed.TotalMilliseconds);
        else log.Failed(operation.Name, error.Kind, error.Status, error.Items[0].Code, 1, elapsed.TotalMilliseconds);
    }

    private bool TryEnd()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0) return false;
        executor.Remove(this);
        return true;
    }
}
