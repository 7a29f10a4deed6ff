using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace Altogic.Reactive.Internal.Delivery;

/// <summary>A hot stream of values that are rare: every observer has a queue, and sees every value from its subscription on.</summary>
internal sealed class Feed<T>
{
    private readonly object _gate = new();
    private readonly DeliverySettings _settings;
    private readonly bool _isReplaying;
    private readonly List<(QueuedObserver<T> Observer, Kicks Kicks)> _toKick = [];
    private QueuedObserver<T>[] _observers = [];
    private T _latest;
    private bool _isOver;

    /// <summary>A stream that replays the latest value.</summary>
    public Feed(DeliverySettings settings, T first)
        : this(settings)
    {
        _latest = first;
        _isReplaying = true;
    }

    public Feed(DeliverySettings settings)
    {
        _settings = settings;
        _latest = default!;
        Stream = Observable.Create<T>(Subscribe);
    }

    public IObservable<T> Stream { get; }

    public int ObserverCount
    {
        get
        {
            lock (_gate) return _observers.Length;
        }
    }

    public T Latest
    {
        get
        {
            lock (_gate) return _latest;
        }
    }

    /// <summary>Queues a value, while locks may be held; <see cref="Announce"/> then has it delivered.</summary>
    public void Note(T value)
    {
        lock (_gate)
        {
            if (_isOver) return;
            _latest = value;
            foreach (var observer in _observers) _toKick.Add((observer, observer.Enqueue(value)));
        }
    }

    public void Announce()
    {
        (QueuedObserver<T> Observer, Kicks Kicks)[] kicks;
        lock (_gate)
        {
            if (_toKick.Count == 0) return;
            kicks = [.. _toKick];
            _toKick.Clear();
        }

        foreach (var (observer, what) in kicks) observer.Kick(what);
    }

    public void Post(T value)
    {
        Note(value);
        Announce();
    }

    public void Complete()
    {
        QueuedObserver<T>[] observers;
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
            observers = _observers;
            _observers = [];
        }

        foreach (var observer in observers) observer.Complete(isAtOnce: false);
    }

    private IDisposable Subscribe(IObserver<T> observer)
    {
        var queue = new QueuedObserver<T>(observer, _settings);
        var kicks = Kicks.None;
        bool isOver;
        lock (_gate)
        {
            isOver = _isOver;
            if (!isOver)
            {
                if (_isReplaying) kicks = queue.Enqueue(_latest);
                _observers = [.. _observers, queue];
            }
        }

        // what it said last was said by a client that is gone
        if (isOver) observer.OnCompleted();
        queue.Kick(kicks);
        return Disposable.Create((Feed: this, Queue: queue), static state => state.Feed.Remove(state.Queue));
    }

    private void Remove(QueuedObserver<T> queue)
    {
        queue.Dispose();
        lock (_gate) _observers = [.. _observers.Where(other => !ReferenceEquals(other, queue))];
    }
}
