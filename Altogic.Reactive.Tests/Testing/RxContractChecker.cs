using System.Reactive;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>An observer that notices when a stream breaks the grammar: overlapping calls, or anything after the end.</summary>
internal sealed class RxContractChecker<T> : IObserver<T>
{
    private readonly object _gate = new();
    private readonly List<Notification<T>> _seen = [];
    private readonly List<string> _violations = [];
    private readonly Action<T>? _onNext;
    private int _inside;
    private bool _isOver;

    /// <param name="onNext">What the app would do with a value; may block, to give another thread the time to break in.</param>
    public RxContractChecker(Action<T>? onNext = null) => _onNext = onNext;

    public IReadOnlyList<T> Values
    {
        get
        {
            lock (_gate) return [.. _seen.Where(notification => notification.HasValue).Select(notification => notification.Value)];
        }
    }

    public bool IsCompleted
    {
        get
        {
            lock (_gate) return _seen.Any(notification => notification.Kind == NotificationKind.OnCompleted);
        }
    }

    public Exception? Error
    {
        get
        {
            lock (_gate) return _seen.FirstOrDefault(notification => notification.Kind == NotificationKind.OnError)?.Exception;
        }
    }

    /// <summary>Fails if the contract was broken.</summary>
    public void Verify()
    {
        lock (_gate) Assert.That(_violations, Is.Empty);
    }

    public void OnNext(T value) => Enter(Notification.CreateOnNext(value), () => _onNext?.Invoke(value));

    public void OnError(Exception error) => Enter(Notification.CreateOnError<T>(error), () => { });

    public void OnCompleted() => Enter(Notification.CreateOnCompleted<T>(), () => { });

    private void Enter(Notification<T> notification, Action run)
    {
        if (Interlocked.Increment(ref _inside) > 1) Violate($"{notification} overlaps with another call");
        lock (_gate)
        {
            if (_isOver) _violations.Add($"{notification} came after the end");
            if (!notification.HasValue) _isOver = true;
            _seen.Add(notification);
        }

        try
        {
            run();
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private void Violate(string what)
    {
        lock (_gate) _violations.Add(what);
    }
}
