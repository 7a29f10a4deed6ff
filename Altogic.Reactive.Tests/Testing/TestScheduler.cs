using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>
/// Virtual time for tests, with the names of Microsoft.Reactive.Testing. One tick of the clock is one tick of <see cref="TimeSpan"/>;
/// it starts at the first day of the year 1 and moves only when a test moves it.
/// </summary>
internal sealed class TestScheduler() : VirtualTimeScheduler<long, long>(0, Comparer<long>.Default)
{
    private readonly PriorityQueue<VirtualItem, (long Time, long Order)> _items = new();
    private readonly object _gate = new();
    private long _order;

    public void AdvanceBy(TimeSpan time) => AdvanceBy(time.Ticks);

    public ITestableObserver<T> CreateObserver<T>() => new TestableObserver<T>(this);

    /// <summary>Plays the messages at their absolute times, whoever listens.</summary>
    public ITestableObservable<T> CreateHotObservable<T>(params Recorded<Notification<T>>[] messages) =>
        new HotTestObservable<T>(this, messages);

    /// <summary>Plays the messages for each subscriber, relative to its subscription.</summary>
    public ITestableObservable<T> CreateColdObservable<T>(params Recorded<Notification<T>>[] messages) =>
        new ColdTestObservable<T>(this, messages);

    /// <summary>Creates, subscribes and disposes at the times given, and returns what was seen.</summary>
    public ITestableObserver<T> Start<T>(
        Func<IObservable<T>> create, long created = ReactiveTest.Created, long subscribed = ReactiveTest.Subscribed,
        long disposed = ReactiveTest.Disposed)
    {
        IObservable<T>? source = null;
        var subscription = new SingleAssignmentDisposable();
        var observer = CreateObserver<T>();
        ScheduleAt(created, () => source = create());
        ScheduleAt(subscribed, () => subscription.Disposable = source!.Subscribe(observer));
        ScheduleAt(disposed, subscription.Dispose);
        Start();
        return observer;
    }

    /// <summary>Runs an action at an absolute time.</summary>
    public IDisposable ScheduleAt(long ticks, Action action) => ScheduleAbsolute(action, ticks, static (_, run) =>
    {
        run();
        return Disposable.Empty;
    });

    public override IDisposable ScheduleAbsolute<TState>(TState state, long dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        var item = new VirtualItem(Math.Max(dueTime, Clock + 1), Comparer, () => action(this, state));
        lock (_gate) _items.Enqueue(item, (item.DueTime, _order++));
        return Disposable.Create(item.Cancel);
    }

    protected override long Add(long absolute, long relative) => absolute + relative;

    protected override DateTimeOffset ToDateTimeOffset(long absolute) => new(absolute, TimeSpan.Zero);

    protected override long ToRelative(TimeSpan timeSpan) => timeSpan.Ticks;

    protected override IScheduledItem<long>? GetNext()
    {
        lock (_gate)
        {
            while (_items.TryPeek(out var item, out _))
            {
                if (!item.IsCanceled && !item.HasRun) return item;
                _items.Dequeue();
            }

            return null;
        }
    }

    private sealed class VirtualItem(long dueTime, IComparer<long> comparer, Func<IDisposable> run) : ScheduledItem<long>(dueTime, comparer)
    {
        public bool HasRun { get; private set; }

        protected override IDisposable InvokeCore()
        {
            HasRun = true;
            return run();
        }
    }
}
