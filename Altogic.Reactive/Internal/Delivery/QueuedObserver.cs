using System.Reactive.Disposables;

namespace Altogic.Reactive.Internal.Delivery;

/// <summary>
/// One observer behind a bounded queue. Whoever has a value leaves it here and goes on; the observer is called on the scheduler, one
/// call at a time, in order, without a lock. One that throws is not called again, and its exception is reported.
/// </summary>
internal sealed class QueuedObserver<T>(IObserver<T> observer, DeliverySettings settings, Action<long>? dropped = null) : IDisposable
{
    private const int MostInARow = 1024;
    private const int FirstSize = 16;

    private readonly object _gate = new();

    // guarded by _gate
    private T[] _ring = [];
    private int _head;
    private int _count;
    private long _dropped;
    private bool _isScheduled;
    private bool _isReporting;
    private bool _isCompleted;

    // touched by whoever delivers
    private T[] _batch = [];
    private volatile bool _isDisposed;
    private volatile bool _isCut;

    /// <summary>Adds a value, and arranges what has to follow.</summary>
    public void Post(T value) => Kick(Enqueue(value));

    /// <summary>Adds a value; what this returns must be handed to <see cref="Kick"/> once no lock is held.</summary>
    public Kicks Enqueue(T value)
    {
        lock (_gate)
        {
            if (_isDisposed || _isCompleted) return Kicks.None;
            var kicks = Kicks.None;
            if (_count == settings.Capacity)
            {
                _dropped++;
                if (dropped is not null && !_isReporting)
                {
                    _isReporting = true;
                    kicks = Kicks.Report;
                }

                if (settings.Policy == SlowObserverPolicy.DropNewest) return kicks;
                _head = (_head + 1) % _ring.Length;
                _count--;
            }

            if (_count == _ring.Length) Grow();
            var at = _head + _count;
            if (at >= _ring.Length) at -= _ring.Length;
            _ring[at] = value;
            _count++;
            return kicks | NeedDelivery();
        }
    }

    public void Kick(Kicks kicks)
    {
        if (kicks == Kicks.None) return;
        if ((kicks & Kicks.Deliver) != 0)
            settings.Scheduler.Schedule(this, static (_, queue) =>
            {
                queue.Deliver();
                return Disposable.Empty;
            });
        if ((kicks & Kicks.Report) != 0)
            settings.Scheduler.Schedule(this, static (_, queue) =>
            {
                queue.Report();
                return Disposable.Empty;
            });
    }

    /// <summary>Ends the stream.</summary>
    /// <param name="isAtOnce">Whether values that wait are no longer of interest.</param>
    public void Complete(bool isAtOnce)
    {
        Kicks kicks;
        lock (_gate)
        {
            if (_isDisposed || _isCompleted) return;
            _isCompleted = true;
            _isCut = isAtOnce;
            if (isAtOnce) Forget();
            kicks = NeedDelivery();
        }

        Kick(kicks);
    }

    /// <summary>Silences the observer.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Forget();
        }
    }

    private Kicks NeedDelivery()
    {
        if (_isScheduled) return Kicks.None;
        _isScheduled = true;
        return Kicks.Deliver;
    }

    private void Grow()
    {
        var larger = new T[Math.Min(Math.Max(_ring.Length * 2, FirstSize), settings.Capacity)];
        var first = Math.Min(_count, _ring.Length - _head);
        Array.Copy(_ring, _head, larger, 0, first);
        Array.Copy(_ring, 0, larger, first, _count - first);
        (_ring, _head) = (larger, 0);
    }

    private void Forget()
    {
        _ring = [];
        (_head, _count) = (0, 0);
    }

    private void Deliver()
    {
        try
        {
            var count = Take();
            for (var i = 0; i < count && !_isDisposed && !_isCut; i++) observer.OnNext(_batch[i]);
            Array.Clear(_batch, 0, count);
            if (IsEnd()) observer.OnCompleted();
        }
        // code of the app: it must not end the scheduler's thread, and the process with it
        catch (Exception exception)
        {
            Dispose();
            _batch = [];
            settings.Failed(exception);
            return;
        }

        Continue();
    }

    private int Take()
    {
        lock (_gate)
        {
            var count = Math.Min(_count, MostInARow);
            if (_batch.Length < count) _batch = new T[Math.Min(Math.Max(count, _batch.Length * 2), MostInARow)];
            var first = Math.Min(count, _ring.Length - _head);
            Move(_head, 0, first);
            Move(0, first, count - first);
            _head = (_head + count) % Math.Max(1, _ring.Length);
            _count -= count;
            return count;
        }
    }

    private void Move(int from, int to, int count)
    {
        Array.Copy(_ring, from, _batch, to, count);
        Array.Clear(_ring, from, count);
    }

    private bool IsEnd()
    {
        lock (_gate)
        {
            if (!_isCompleted || _isDisposed || _count > 0) return false;
            _isDisposed = true;
            return true;
        }
    }

    private void Continue()
    {
        lock (_gate)
        {
            _isScheduled = !_isDisposed && (_count > 0 || _isCompleted);
            if (!_isScheduled) return;
        }

        Kick(Kicks.Deliver);
    }

    private void Report()
    {
        long count;
        lock (_gate)
        {
            count = _dropped;
            _dropped = 0;
            _isReporting = false;
        }

        dropped!(count);
    }
}
