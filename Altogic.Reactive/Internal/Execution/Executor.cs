using System.Reactive;
using System.Reactive.Linq;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>
/// The one door from Task to observable: cold, one request per subscription, every failure a result. An operation is repeated only
/// when that is safe: it says so itself, or the server cannot have begun with it (nothing was sent, or the answer was 429).
/// </summary>
internal sealed class Executor(ClientContext context) : IDisposable
{
    private readonly object _gate = new();
    private readonly HashSet<IOperationRun> _running = [];
    private readonly JitterSource _jitter = new(context.Options.Random);
    private bool _isStopped;

    public ClientContext Context => context;

    public bool IsStopped
    {
        get
        {
            lock (_gate) return _isStopped;
        }
    }

    /// <summary>
    /// Sends when subscribed and delivers exactly one result. An empty or <c>null</c> success is a failure of kind
    /// <see cref="ErrorKind.Serialization"/>: use <see cref="ExecuteOrNull{T}"/> where the server may answer "nothing".
    /// </summary>
    public IObservable<Result<T>> Execute<T>(Operation operation, Func<CancellationToken, Task<HttpResponseMessage>> send)
        where T : notnull =>
        Run(operation, send, JsonAnswer<T>.Required);

    /// <summary>The same for operations that may find nothing: an empty or <c>null</c> success carries <c>default</c>.</summary>
    public IObservable<Result<T?>> ExecuteOrNull<T>(Operation operation, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        Run(operation, send, JsonAnswer<T?>.Optional);

    /// <summary>The same for operations without a value: any JSON or nothing is a success, garbage is a failure.</summary>
    public IObservable<Result<Unit>> ExecuteUnit(Operation operation, Func<CancellationToken, Task<HttpResponseMessage>> send) =>
        Run(operation, send, NoAnswer.Instance);

    /// <summary>The same with another way to read a success.</summary>
    public IObservable<Result<T>> Run<T>(
        Operation operation, Func<CancellationToken, Task<HttpResponseMessage>> send, IAnswer<T> answer) =>
        Observable.Create<Result<T>>(observer =>
        {
            var run = new OperationRun<T>(this, operation, send, answer, observer);
            run.Start();
            return run;
        });

    /// <summary>
    /// A command over a connection that others use as well: begun when subscribed, exactly one result, delivered on the scheduler.
    /// </summary>
    /// <param name="operation">What it is called.</param>
    /// <param name="start">Begins it; reports its end, null for success, once or more; disposing what it returns takes it back.</param>
    public IObservable<Result<Unit>> Command(Operation operation, Func<Action<AltogicError?>, IDisposable> start) =>
        Observable.Create<Result<Unit>>(observer =>
        {
            var run = new CommandRun(this, operation, start, observer);
            run.Start();
            return run;
        });

    /// <summary>Ends every operation under way with <see cref="ObjectDisposedException"/>, as well as every later one.</summary>
    public void Dispose()
    {
        IOperationRun[] running;
        lock (_gate)
        {
            if (_isStopped) return;
            _isStopped = true;
            running = [.. _running];
            _running.Clear();
        }

        foreach (var run in running) run.Abandon();
    }

    internal bool TryAdd(IOperationRun run)
    {
        lock (_gate)
        {
            if (_isStopped) return false;
            _running.Add(run);
            return true;
        }
    }

    internal void Remove(IOperationRun run)
    {
        lock (_gate) _running.Remove(run);
    }

    internal TimeSpan? DelayBeforeNext(Operation operation, int attempt, TimeSpan elapsed, AltogicError error)
    {
        if (!MayRepeat(operation, error)) return null;
        var delay = context.Options.RetryPolicy.NextDelay(attempt, elapsed, error, _jitter.Next());
        var limit = context.Options.OperationTimeout;
        if (operation.Pulse is null && limit != Timeout.InfiniteTimeSpan && elapsed + delay >= limit) return null;
        return delay is not null && operation.CanStartAgain?.Invoke() == false ? null : delay;
    }

    private static bool MayRepeat(Operation operation, AltogicError error) =>
        operation.IsSafeToRepeat
        || error.Status == 429
        || (error.Kind == ErrorKind.Network && (error.HasCode(ErrorCodes.ConnectionFailed) || error.HasCode(ErrorCodes.HostNotFound)));
}
