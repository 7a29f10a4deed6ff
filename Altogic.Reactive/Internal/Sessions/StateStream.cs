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
    private readonly Queue<Delivery> _deliveries = new();
    private readonly Action<Exception> _failed;
    private IObserver<T>[] _observers = [];
    private T _value;
    private bool _isDelivering;
    private bool _isOver;

    /// <param name="value">The first value.</param>
    /// <param name="failed">Told what an observer has thrown; throws nothing itself.</param>
    public StateStream(T value, Action<Exception> failed)
    {
        _value = value;
        _failed = failed;
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

    /// <summary>Replaces the value by one made from it; <see cref="Deliver"/> then tells the observers. Returns whether it changed.</summary>
    public bool TryChange(Func<T, T> change)
    {
        lock (_gate)
        {
            if (_isOver) return false;
            var value = change(_value);
            if (EqualityComparer<T>.Default.Equals(value, _value)) return false;
            _value = value;
            _deliveries.Enqueue(new Delivery(_observers, value, IsEnd: false));
            return true;
        }
    }

    /// <summary>Tells the observers what is queued, or leaves it to the thread that is telling them already.</summary>
    public void Deliver()
    {
        while (TryTake(out var next))
        {
            foreach (var observer in next.Observers)
            {
                try
                {
                    next.Tell(observer);
                }
                // one observer's bug must neither keep the news from the others nor fail whoever has changed the value
                catch (Exception exception)
                {
                    Remove(observer);
                    _failed(exception);
                }
            }

            lock (_gate) _isDelivering = false;
        }
    }

    /// <summary>Completes the stream; the value stays readable.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
            _deliveries.Enqueue(new Delivery(_observers, _value, IsEnd: true));
            _observers = [];
        }

        Deliver();
    }

    private IDisposable Subscribe(IObserver<T> observer)
    {
        lock (_gate)
        {
            _deliveries.Enqueue(new Delivery([observer], _value, IsEnd: false));
            if (_isOver) _deliveries.Enqueue(new Delivery([observer], _value, IsEnd: true));
            else _observers = [.. _observers, observer];
        }

        Deliver();
        return Disposable.Create(() => Remove(observer));
    }

    private void Remove(IObserver<T> observer)
    {
        lock (_gate) _observers = [.. _observers.Where(other => !ReferenceEquals(other, observer))];
    }

    private bool TryTake(out Delivery next)
    {
        lock (_gate)
        {
            next = default;
            if (_isDelivering || _deliveries.Count == 0) return false;
            _isDelivering = true;
            next = _deliveries.Dequeue();
            return true;
        }
    }

    private readonly record struct Delivery(IObserver<T>[] Observers, T Value, bool IsEnd)
    {
        public void Tell(IObserver<T> observer)
        {
            if (IsEnd) observer.OnCompleted();
            else observer.OnNext(Value);
        }
    }
}
