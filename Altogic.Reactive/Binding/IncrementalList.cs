using System.Collections.ObjectModel;
using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Binding;
using Altogic.Reactive.Internal.Delivery;
using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive;

/// <summary>
/// A list that grows page by page as somebody scrolls. Made by <see cref="BindingExtensions.LoadOnDemand"/>. It begins empty; the first
/// <see cref="LoadMore"/> brings the first page. Everything it tells comes on the scheduler given.
/// </summary>
/// <typeparam name="T">What the objects are read as.</typeparam>
public sealed class IncrementalList<T> : IDisposable
    where T : class
{
    private const int MostWaiting = 1024;

    private readonly object _gate = new();
    private readonly Func<int, IObservable<Result<Page<T>>>> _get;
    private readonly IScheduler _scheduler;
    private readonly Action<Page<T>?, Action> _show;
    private readonly IDisposable _binding;
    private readonly Feed<IncrementalState> _states;
    private readonly Subject<Unit> _stop = new();

    // guarded by _gate
    private IObservable<Result<Unit>>? _running;
    private object? _run;
    private int _next = 1;
    private int _fullPage;
    private volatile bool _isDisposed;

    private IncrementalList(
        PagedQuery<T> query, IScheduler scheduler, ReadOnlyObservableCollection<T> items, Action<Page<T>?, Action> show, IDisposable binding)
    {
        _get = query.Get;
        _scheduler = scheduler;
        _show = show;
        _binding = binding;
        Items = items;
        _states = new Feed<IncrementalState>(
            new DeliverySettings(scheduler, MostWaiting, SlowObserverPolicy.DropOldest, exception => Uncaught.Surface(scheduler, exception)),
            new IncrementalState(HasMore: true, IsLoading: false, null, null));
    }

    /// <summary>What has been loaded, in the order of the query; changed on the scheduler only. An object that comes again replaces the one it was.</summary>
    public ReadOnlyObservableCollection<T> Items { get; }

    /// <summary>Whether there is another page, as far as is known.</summary>
    public bool HasMore => CurrentState.HasMore;

    /// <summary>How far the list is right now.</summary>
    public IncrementalState CurrentState => _states.Latest;

    /// <summary>Hot. How far the list is: now, then every change.</summary>
    public IObservable<IncrementalState> StateChanges => UntilDisposed(_states.Stream);

    /// <summary>
    /// Loads the next page. Cold. One result, when its objects are in <see cref="Items"/>; a success without a request at the end of the list.
    /// While a page is on its way, subscribing joins; disposing cancels the request when nobody else waits for it. After a failure the same
    /// page is asked for again. Completes without a result once the list has been disposed.
    /// </summary>
    public IObservable<Result<Unit>> LoadMore() =>
        UntilDisposed(Observable.Defer(Join).TakeUntil(_stop).ObserveOn(_scheduler));

    /// <summary>
    /// Cancels what is on its way, which completes without a result: to <c>await</c> it throws an <see cref="InvalidOperationException"/>.
    /// The items stay.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
        }

        _binding.Dispose();
        _stop.OnNext(Unit.Default);
        _stop.OnCompleted();
        _states.Complete();
    }

    internal static IncrementalList<T> Create<TKey>(PagedQuery<T> query, BindingSettings<T, TKey> settings)
    {
        var items = new ObservableCollection<T>();
        var fold = new UpsertFold<IReadOnlyList<T>, T, TKey>(static page => page, settings.Key, settings.Equality);
        var binding = settings.Bind(fold, new CollectionTarget<T>(items));
        return new IncrementalList<T>(query, settings.Scheduler, new ReadOnlyObservableCollection<T>(items), Show, binding);

        void Show(Page<T>? page, Action then)
        {
            if (page is null) binding.Then(then);
            else binding.Add(page.Items, then);
        }
    }

    /// <summary>Without what waits for its turn on the scheduler when the list is disposed.</summary>
    private IObservable<TValue> UntilDisposed<TValue>(IObservable<TValue> stream) => stream.Where(_ => !_isDisposed);

    private IObservable<Result<Unit>> Join()
    {
        lock (_gate) return _isDisposed ? Observable.Empty<Result<Unit>>() : _running ??= Observable.Create<Result<Unit>>(Load).Replay(1).RefCount();
    }

    private IDisposable Load(IObserver<Result<Unit>> observer)
    {
        var run = new object();
        int number;
        lock (_gate)
        {
            _run = run;
            number = _next;
        }

        if (!HasMore)
        {
            Tell(observer, Result.Success(Unit.Default), page: null, state => Stop(run, state));
            return Disposable.Empty;
        }

        Change(static state => state with { IsLoading = true });
        var request = _get(number).Subscribe(
            result => Take(observer, result, run),
            error =>
            {
                Change(state => Stop(run, state));
                observer.OnError(error);
            });
        return new CompositeDisposable(request, Disposable.Create(() => Change(state => Stop(run, state))));
    }

    private void Take(IObserver<Result<Unit>> observer, Result<Page<T>> result, object run)
    {
        if (!result.IsSuccess)
        {
            Tell(observer, Result.Failure<Unit>(result.Errors), page: null, state => Stop(run, state) with { Error = result.Errors });
            return;
        }

        var page = result.Data;
        bool hasMore;
        lock (_gate)
        {
            _next = page.Number + 1;
            if (page.Number == 1) _fullPage = page.Items.Count;
            hasMore = !page.IsLast(_fullPage);
        }

        Tell(observer, Result.Success(Unit.Default), page, state =>
            Stop(run, state) with { HasMore = hasMore, Error = null, TotalCount = page.TotalCount });
    }

    /// <summary>Shows a page, changes the state, and only then tells whoever waits; all of it on the scheduler.</summary>
    private void Tell(
        IObserver<Result<Unit>> observer, Result<Unit> result, Page<T>? page, Func<IncrementalState, IncrementalState> change) => _show(page, () =>
    {
        Change(change);
        observer.OnNext(result);
        observer.OnCompleted();
    });

    /// <summary>The next one who asks begins anew; unless that has happened already.</summary>
    private IncrementalState Stop(object run, IncrementalState state)
    {
        if (_run != run) return state;
        _run = null;
        _running = null;
        return state with { IsLoading = false };
    }

    private void Change(Func<IncrementalState, IncrementalState> change)
    {
        lock (_gate)
        {
            var state = change(_states.Latest);
            if (state == _states.Latest) return;
            _states.Note(state);
        }

        _states.Announce();
    }
}
