using System.ComponentModel;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Altogic.Reactive.Internal.Binding;
using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive;

/// <summary>The latest value of a stream, as a property that views bind to. Made by <see cref="BindingExtensions.ToProperty"/>.</summary>
/// <typeparam name="T">What the stream carries.</typeparam>
public sealed class BoundProperty<T> : INotifyPropertyChanged, IDisposable
{
    private static readonly PropertyChangedEventArgs ValueChanged = new(nameof(Value));

    private readonly object _gate = new();
    private readonly IScheduler _scheduler;
    private readonly FramePace _pace;
    private readonly SerialDisposable _work = new();
    private readonly SingleAssignmentDisposable _source = new();
    private volatile bool _isDisposed;

    // guarded by _gate
    private T _latest;
    private bool _isScheduled;

    internal BoundProperty(IObservable<T> source, T initial, IScheduler scheduler)
    {
        _scheduler = scheduler;
        _pace = new FramePace(scheduler, new BindingOptions().FrameInterval);
        _latest = initial;
        Value = initial;
        _source.Disposable = source.Subscribe(Take, exception => Uncaught.Surface(scheduler, exception));
    }

    /// <summary>Raised on the scheduler after the value has changed; equal values are not told.</summary>
    public event PropertyChangedEventHandler? PropertyChanged;

    /// <summary>The value that the view shows; changes on the scheduler only.</summary>
    public T Value { get; private set; }

    /// <summary>Stops following the stream; the value stays. On the scheduler nothing comes after it.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _source.Dispose();
        _work.Dispose();
    }

    /// <summary>The value as text.</summary>
    public override string ToString() => Value?.ToString() ?? "";

    private void Take(T value)
    {
        TimeSpan wait;
        lock (_gate)
        {
            _latest = value;
            if (_isScheduled || _isDisposed) return;
            _isScheduled = true;
            wait = _pace.Wait;
        }

        var work = new SingleAssignmentDisposable();
        _work.Disposable = work;
        work.Disposable = wait > TimeSpan.Zero
            ? _scheduler.Schedule(this, wait, static (_, property) => property.Show())
            : _scheduler.Schedule(this, static (_, property) => property.Show());
    }

    private IDisposable Show()
    {
        T value;
        lock (_gate)
        {
            _isScheduled = false;
            value = _latest;
            _pace.Start();
        }

        if (_isDisposed || EqualityComparer<T>.Default.Equals(value, Value)) return Disposable.Empty;
        Value = value;
        PropertyChanged?.Invoke(this, ValueChanged);
        return Disposable.Empty;
    }
}
