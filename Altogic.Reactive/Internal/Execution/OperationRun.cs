using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>
/// One subscription: its attempts, its time limits, its one result. An attempt is settled once, by its answer, by its time limit or
/// by the end of the subscription; whoever comes later finds it closed and changes nothing.
/// </summary>
internal sealed partial class OperationRun<T>(
    Executor executor,
    Operation operation,
    Func<CancellationToken, Task<HttpResponseMessage>> send,
    IAnswer<T> answer,
    IObserver<Result<T>> observer) : IOperationRun, IDisposable
{
    private readonly ClientContext _context = executor.Context;
    private readonly IStopwatch _stopwatch = executor.Context.Scheduler.StartStopwatch();
    private readonly RequestSession _session = new(executor.Context.Sessions.Token);
    private readonly object _gate = new();

    // guarded by _gate
    private CancellationTokenSource? _cancellation;
    private IDisposable? _timer;
    private int _attempt;
    private bool _isOpen;
    private bool _isOver;

    private Activity? _activity;

    public void Start()
    {
        if (_context.IsDisposed || !executor.TryAdd(this))
        {
            _isOver = true;
            observer.OnError(Disposed());
            return;
        }

        _activity = ClientTelemetry.StartOperation(operation.Name);
        StartAttempt();
    }

    /// <summary>The subscriber has lost interest, or has its result.</summary>
    public void Dispose()
    {
        if (TryEnd()) ClientTelemetry.Cancelled(_activity);
    }

    public void Abandon()
    {
        if (!TryEnd()) return;
        ClientTelemetry.Cancelled(_activity);
        try
        {
            observer.OnError(Disposed());
        }
        // an observer that throws must not keep the client from ending the other operations
        catch (Exception exception)
        {
            Surface(exception);
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(AltogicClient), "The client has been disposed.");

    private void StartAttempt()
    {
        int attempt;
        var cancellation = new CancellationTokenSource();
        lock (_gate)
        {
            if (_isOver) return;
            attempt = ++_attempt;
            _cancellation = cancellation;
            _timer = null;
            _isOpen = true;
        }

        try
        {
            StartTimer(attempt);
        }
        // a scheduler is code of the app
        catch (Exception exception)
        {
            Settle(attempt, result: null, exception, sentToken: null);
            return;
        }

        // its failures are settled, so nobody has to wait for the task
        _ = AttemptAsync(attempt, cancellation.Token);
    }

    private void StartTimer(int attempt)
    {
        operation.Pulse?.Beat();
        var limit = operation.Pulse is null ? TimeLimit.For(_context.Options, _stopwatch.Elapsed) : TimeLimit.ForPauses(_context.Options);
        if (limit.Due == Timeout.InfiniteTimeSpan) return;
        KeepTimer(_context.Scheduler.Schedule((this, attempt, limit), limit.Due, OnDue), attempt, isOfAttempt: true);
    }

    private static IDisposable OnDue(IScheduler scheduler, (OperationRun<T> Run, int Attempt, TimeLimit Limit) state)
    {
        if (state.Run.UntilPauseIsTooLong(state.Limit) is { } left) return scheduler.Schedule(state, left, OnDue);
        state.Run.Settle(state.Attempt, new Result<T>(state.Limit.ToError()), bug: null, sentToken: null);
        return Disposable.Empty;
    }

    private TimeSpan? UntilPauseIsTooLong(TimeLimit limit)
    {
        var left = operation.Pulse is { } pulse ? limit.Due - pulse.Idle : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : null;
    }

    // The timer may have fired before it is kept; what comes after that has a timer of its own to keep.
    private void KeepTimer(IDisposable timer, int attempt, bool isOfAttempt)
    {
        lock (_gate)
        {
            if (!_isOver && _attempt == attempt && _isOpen == isOfAttempt)
            {
                _timer = timer;
                return;
            }
        }

        timer.Dispose();
    }

    private async Task AttemptAsync(int attempt, CancellationToken cancellation)
    {
        Result<T>? result = null;
        Exception? bug = null;
        string? sentToken = null;
        try
        {
            if (_activity is not null) Activity.Current = _activity;
            _context.RequestSession = _session;
            using var response = await send(cancellation).ConfigureAwait(false);
            using var request = response.RequestMessage;
            if (!response.IsSuccessStatusCode) sentToken = _session.Sent;
            result = await ReadAsync(response, cancellation).ConfigureAwait(false);
        }
        // every exception is accounted for: the known ones become failed results, the others are bugs and go to OnError
        catch (Exception exception)
        {
            if (_context.IsDisposed) bug = Disposed();
            else if (FailureMap.TryMap(exception, _context.BaseUrl) is { } error) result = new Result<T>(error);
            else bug = exception;
        }

        Settle(attempt, result, bug, sentToken);
    }

    private async Task<Result<T>> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
            return new Result<T>(await ErrorAnswer.ReadAsync(response, _context, cancellation).ConfigureAwait(false));
        var limit = _context.Options.MaxAnswerBytes;
        return new Result<T>(await answer.ReadAsync(response, _context.Json, limit, cancellation).ConfigureAwait(false));
    }

    private void Settle(int attempt, Result<T>? result, Exception? bug, string? sentToken)
    {
        CancellationTokenSource? cancellation;
        IDisposable? timer;
        lock (_gate)
        {
            if (_isOver || !_isOpen || attempt != _attempt) return;
            _isOpen = false;
            (cancellation, timer) = (_cancellation, _timer);
            (_cancellation, _timer) = (null, null);
        }

        try
        {
            timer?.Dispose();
            // stops what a time limit left running; an answer that was read to its end does not notice
            cancellation?.Cancel();
            if (result?.Errors is { } error && executor.DelayBeforeNext(operation, attempt, _stopwatch.Elapsed, error) is { } delay)
            {
                Repeat(attempt, delay, error);
                return;
            }
        }
        // the options' random numbers, policy, logger and scheduler are code of the app: without this the observer would wait for ever
        catch (Exception exception)
        {
            (result, bug) = (null, exception);
        }

        if (TryEnd()) Deliver(result, bug, sentToken);
    }

    private void Repeat(int attempt, TimeSpan delay, AltogicError error)
    {
        ClientTelemetry.Retried(operation.Name);
        _context.Loggers.Execution.WillRepeat(operation.Name, attempt, error.Items[0].Code, error.Status, delay.TotalMilliseconds);
        var timer = _context.Scheduler.Schedule(this, delay, static (_, run) =>
        {
            run.StartAttempt();
            return Disposable.Empty;
        });
        KeepTimer(timer, attempt, isOfAttempt: false);
    }

    /// <summary>True for exactly one caller, who may then tell the observer how it ended.</summary>
    private bool TryEnd()
    {
        CancellationTokenSource? cancellation;
        IDisposable? timer;
        lock (_gate)
        {
            if (_isOver) return false;
            _isOver = true;
            (cancellation, timer) = (_cancellation, _timer);
            (_cancellation, _timer) = (null, null);
        }

        executor.Remove(this);
        timer?.Dispose();
        cancellation?.Cancel();
        return true;
    }
}
