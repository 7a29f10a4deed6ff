using System.Reactive.Disposables;
using System.Runtime.ExceptionServices;
using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive.Internal.Binding;

/// <summary>
/// Keeps a list as its source says. What arrives is collected; once per frame a tick in the background makes the wanted list of it and
/// compares it with the one that is shown; the view's scheduler carries out the difference, one batch at a time. While a batch is under
/// way, ticks go on collecting, so that a slow view costs no memory.
/// </summary>
internal sealed partial class ListBinding<TInput, T, TKey> : IDisposable
{
    private readonly object _gate = new();
    private readonly BindingSettings<T, TKey> _settings;
    private readonly IListFold<TInput, T, TKey> _fold;
    private readonly IListTarget<T> _target;
    private readonly FramePace _pace;
    private readonly SingleAssignmentDisposable _source = new();
    private readonly SerialDisposable _tick = new();
    private readonly SerialDisposable _batch = new();

    // guarded by _gate
    private List<Arrival<TInput>> _arrived = [];
    private bool _isTickPlanned;
    private bool _isApplying;
    private bool _isOver;

    // touched by ticks, of which there is one at a time
    private List<Action> _then = [];
    private bool _isDirty;
    private bool _isKnown;

    // touched by ticks, and by the batch under way, during which ticks leave it alone
    private Row<T, TKey>[] _shown = [];
    private T[]? _found;

    private volatile bool _isDisposed;

    public ListBinding(BindingSettings<T, TKey> settings, IListFold<TInput, T, TKey> fold, IListTarget<T> target)
    {
        _settings = settings;
        _fold = fold;
        _target = target;
        _pace = new FramePace(settings.Background, settings.Options.FrameInterval);
        if (target.Items.Count > 0) _found = [.. target.Items];
    }

    /// <summary>Whether the list that is shown may not be the wanted one. Before the first value nothing is wanted.</summary>
    private bool IsStale => _isKnown && (_isDirty || _found is not null);

    public void Add(TInput input, Action? then = null) => Take(new Arrival<TInput>(ArrivalKind.Input, input, then));

    /// <summary>Runs something on the view's scheduler, after everything that was added before.</summary>
    public void Then(Action then) => Take(new Arrival<TInput>(ArrivalKind.Action, default!, then));

    /// <summary>Nothing more will come.</summary>
    /// <param name="error">A bug of the source's; it ends where the app's uncaught exceptions end.</param>
    public void End(Exception? error = null)
    {
        var throwing = error is null ? null : ExceptionDispatchInfo.Capture(error);
        Take(new Arrival<TInput>(ArrivalKind.End, default!, throwing is null ? null : throwing.Throw));
    }

    /// <summary>Follows a source of results.</summary>
    public IDisposable Follow(IObservable<Result<TInput>> source, Action<AltogicError>? onFailure)
    {
        _source.Disposable = source.Subscribe(
            result =>
            {
                if (result.IsSuccess) Add(result.Data);
                else Take(new Arrival<TInput>(ArrivalKind.Failure, default!, onFailure is null ? null : () => onFailure(result.Errors)));
            },
            End,
            () => End());
        return this;
    }

    /// <summary>Follows a source of lists.</summary>
    public IDisposable Follow(IObservable<TInput> source)
    {
        _source.Disposable = source.Subscribe(input => Add(input), End, () => End());
        return this;
    }

    public void Dispose()
    {
        _isDisposed = true;
        _source.Dispose();
        _tick.Dispose();
        _batch.Dispose();
        lock (_gate) _arrived = [];
    }

    private void Take(Arrival<TInput> arrival)
    {
        lock (_gate)
        {
            if (_isDisposed || _isOver) return;
            _isOver = arrival.Kind == ArrivalKind.End;
            if (arrival.Kind == ArrivalKind.Input && _fold.IsWhole)
                _arrived.RemoveAll(static earlier => earlier is { Kind: ArrivalKind.Input, Then: null });
            _arrived.Add(arrival);
        }

        PlanTick();
    }

    private void PlanTick()
    {
        TimeSpan wait;
        lock (_gate)
        {
            if (_isTickPlanned || _isDisposed) return;
            _isTickPlanned = true;
            wait = _pace.Wait;
        }

        var work = new SingleAssignmentDisposable();
        _tick.Disposable = work;
        work.Disposable = wait > TimeSpan.Zero
            ? _settings.Background.Schedule(this, wait, static (_, binding) => binding.Tick())
            : _settings.Background.Schedule(this, static (_, binding) => binding.Tick());
    }

    private IDisposable Tick()
    {
        try
        {
            Collect();
            Prepare();
        }
        // keys, comparers and equality are code of the app's: a bug there ends the binding, and is told where the app's other bugs are
        catch (Exception exception)
        {
            Dispose();
            Uncaught.Surface(_settings.Scheduler, exception);
            return Disposable.Empty;
        }

        bool isMoreToDo;
        lock (_gate)
        {
            _isTickPlanned = false;
            isMoreToDo = _arrived.Count > 0 || (!_isApplying && (IsStale || _then.Count > 0));
        }

        if (isMoreToDo) PlanTick();
        return Disposable.Empty;
    }
}
