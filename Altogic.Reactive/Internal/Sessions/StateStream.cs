using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace Altogic.Reactive.Internal.Sessions;

/// <summary>
/// A value and the stream of its changes: hot, replays the latest, distinct. Notifications are queued under the lock in the order of
/// the changes and delivered outside it by one thread at a time, so an observer sees the snapshot, then every change, never two at once.
/// </summary>
internal sealed class StateStream<T> : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<(IObserver<T>[] Observers, T Value, bool IsEnd)> _deliveries = new();
    private IObserver<T>[] _observers = [];
    private T _value;
    private bool _isDelivering;
    private bool _isOver;

    public StateStream(T value)
    {
        _value = value;
        Changes = Observable.Create<T>(Subscribe);
    }

    public IObservable<T> Changes { get; }

    public T Value
    {
        get
        {
            lock (_gate) return _value;
        }
    }

    /// <summary>Replaces the value by one made from it. Returns whether it changed.</summary>
    public bool Update(Func<T, T> change)
    {
        lock (_gate)
        {
            if (_isOver) return false;
            var value = change(_value);
            if (EqualityComparer<T>.Default.Equals(value, _value)) return false;
            _value = value;
            _deliveries.Enqueue((_observers, value, IsEnd: false));
        }

        Drain();
        return true;
    }

    /// <summary>Completes the stream; the value stays readable.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
            _deliveries.Enqueue((_observers, _value, IsEnd: true));
            _observers = [];
        }

        Drain();
    }

    private IDisposable Subscribe(IObserver<T> observer)
    {
        lock (_gate)
        {
            _deliveries.Enqueue(([observer], _value, IsEnd: false));
            if (_isOver) _deliveries.Enqueue(([observer], _value, IsEnd: true));
            else _observers = [.. _observers, observer];
        }

        Drain();
        return Disposable.Create(() =>
        {
            lock (_gate) _observers = [.. _observers.Where(other => !ReferenceEquals(other, observer))];
        });
    }

    private void Drain()
    {
        while (true)
        {
            (IObserver<T>[] Observers, T Value, bool IsEnd) next;
            lock (_gate)
            {
                if (_isDelivering || _deliveries.Count == 0) return;
                _isDelivering = true;
                next = _deliveries.Dequeue();
            }

            try
            {
                Deliver(next.Observers, next.Value, next.IsEnd);
            }
            finally
            {
                lock (_gate) _isDelivering = false;
            }
        }
    }

    private static void Deliver(IObserver<T>[] observers, T value, bool isEnd)
    {
        foreach (var observer in observers)
        {
            if (isEnd) observer.OnCompleted();
            else observer.OnNext(value);
        }
    }
}
