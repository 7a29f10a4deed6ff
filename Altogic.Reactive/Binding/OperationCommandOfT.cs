using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Windows.Input;
using Altogic.Reactive.Internal.Delivery;
using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive;

/// <summary>
/// A command for buttons and menus whose execution is an operation; one at a time. Made by <see cref="OperationCommand"/>. Everything it tells
/// comes on the scheduler given. Disposing cancels what is running and ends the streams.
/// </summary>
/// <typeparam name="TParameter">What a view passes; <see cref="Unit"/> for nothing.</typeparam>
/// <typeparam name="TResult">What the operation returns.</typeparam>
public sealed class OperationCommand<TParameter, TResult> : ICommand, IDisposable
{
    private const int MostWaiting = 1024;

    private readonly object _gate = new();
    private readonly Func<TParameter, IObservable<Result<TResult>>> _operation;
    private readonly IScheduler _scheduler;
    private readonly Feed<bool> _executing;
    private readonly Feed<bool> _executable;
    private readonly Feed<Result<TResult>> _results;
    private readonly Subject<Unit> _stop = new();
    private readonly CompositeDisposable _running = [];

    // guarded by _gate
    private bool _isAllowed;
    private bool _isRaisePlanned;
    private volatile bool _isDisposed;

    internal OperationCommand(
        Func<TParameter, IObservable<Result<TResult>>> operation, IScheduler scheduler, IObservable<bool>? canExecute)
    {
        _operation = operation;
        _scheduler = scheduler;
        _isAllowed = canExecute is null;
        var delivery = new DeliverySettings(scheduler, MostWaiting, SlowObserverPolicy.DropOldest, Surface);
        _executing = new Feed<bool>(delivery, first: false);
        _executable = new Feed<bool>(delivery, _isAllowed);
        _results = new Feed<Result<TResult>>(delivery);
        if (canExecute is not null) _running.Add(canExecute.Subscribe(Allow, Surface));
    }

    /// <summary>Raised on the scheduler after <see cref="CanExecute"/> has changed.</summary>
    public event EventHandler? CanExecuteChanged;

    /// <summary>Whether the command is executing right now.</summary>
    public bool IsExecuting => _executing.Latest;

    /// <summary>Whether the command may be executed right now; never while it is executing.</summary>
    public bool CanExecute
    {
        get
        {
            lock (_gate) return _executable.Latest && !_isDisposed;
        }
    }

    /// <summary>Hot. Whether the command is executing: now, then every change.</summary>
    public IObservable<bool> ExecutingChanges => UntilDisposed(_executing.Stream);

    /// <summary>Hot. Whether the command may be executed: now, then every change.</summary>
    public IObservable<bool> CanExecuteChanges => UntilDisposed(_executable.Stream);

    /// <summary>Hot. What executions have returned, successes and failures, however they were started; no replay.</summary>
    public IObservable<Result<TResult>> Results => UntilDisposed(_results.Stream);

    /// <summary>
    /// Executes the command. Cold. What the operation returns, on the scheduler; one failure with <see cref="ErrorCodes.CannotExecute"/> when the
    /// command may not be executed at that moment. Disposing cancels it. Completes without a result once the command has been disposed.
    /// </summary>
    /// <param name="parameter">For the operation.</param>
    public IObservable<Result<TResult>> Execute(TParameter parameter) =>
        UntilDisposed(Observable.Defer(() => Begin(parameter)).TakeUntil(_stop).ObserveOn(_scheduler));

    bool ICommand.CanExecute(object? parameter) => TryRead(parameter, out _) && CanExecute;

    /// <summary>As a view does it: ignored when the command may not be executed; the result comes in <see cref="Results"/>.</summary>
    void ICommand.Execute(object? parameter)
    {
        if (!TryRead(parameter, out var value))
            throw new ArgumentException($"A {typeof(TParameter).Name} is expected.", nameof(parameter));
        if (!CanExecute) return;
        var work = new SingleAssignmentDisposable();
        _running.Add(work);
        work.Disposable = Execute(value).Finally(() => _running.Remove(work)).Subscribe(static _ => { }, Surface);
    }

    /// <summary>
    /// Cancels what is running, which completes without a result: to <c>await</c> it throws an <see cref="InvalidOperationException"/>.
    /// Completes the streams.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
        }

        _running.Dispose();
        _stop.OnNext(Unit.Default);
        _stop.OnCompleted();
        _executing.Complete();
        _executable.Complete();
        _results.Complete();
    }

    private static bool TryRead(object? parameter, out TParameter value)
    {
        value = parameter is TParameter given ? given : default!;
        return parameter is TParameter || typeof(TParameter) == typeof(Unit) || (parameter is null && value is null);
    }

    private static Result<TResult> Refusal() => Result.Failure<TResult>(new AltogicError(
        ErrorKind.Client, 0, "Refused",
        [new ErrorEntry("client_error", ErrorCodes.CannotExecute, "The command is executing already, or may not be executed now.")]));

    /// <summary>Without what waits for its turn on the scheduler when the command is disposed.</summary>
    private IObservable<T> UntilDisposed<T>(IObservable<T> stream) => stream.Where(_ => !_isDisposed);

    private IObservable<Result<TResult>> Run(TParameter parameter)
    {
        // over before the subscriber hears of it, who may want to execute it again
        var execution = Disposable.Create(End);
        return Observable.Defer(() => _operation(parameter))
            .Do(_results.Post, _ => execution.Dispose(), execution.Dispose)
            .Finally(execution.Dispose);
    }

    private IObservable<Result<TResult>> Begin(TParameter parameter)
    {
        lock (_gate)
        {
            if (_isDisposed) return Observable.Empty<Result<TResult>>();
            if (!_executable.Latest) return Observable.Return(Refusal());
            Note(isExecuting: true);
        }

        Announce();
        return Run(parameter);
    }

    private void End()
    {
        lock (_gate) Note(isExecuting: false);
        Announce();
    }

    private void Allow(bool isAllowed)
    {
        lock (_gate)
        {
            _isAllowed = isAllowed;
            Note(_executing.Latest);
        }

        Announce();
    }

    private void Note(bool isExecuting)
    {
        if (_isDisposed) return;
        if (isExecuting != _executing.Latest) _executing.Note(isExecuting);
        var isExecutable = _isAllowed && !isExecuting;
        if (isExecutable == _executable.Latest) return;
        _executable.Note(isExecutable);
        _isRaisePlanned = true;
    }

    private void Announce()
    {
        _executing.Announce();
        _executable.Announce();
        lock (_gate)
        {
            if (!_isRaisePlanned || _isDisposed) return;
            _isRaisePlanned = false;
        }

        _scheduler.Schedule(this, static (_, command) => command.Raise());
    }

    private IDisposable Raise()
    {
        bool isDisposed;
        lock (_gate) isDisposed = _isDisposed;
        if (!isDisposed) CanExecuteChanged?.Invoke(this, EventArgs.Empty);
        return Disposable.Empty;
    }

    private void Surface(Exception exception) => Uncaught.Surface(_scheduler, exception);
}
