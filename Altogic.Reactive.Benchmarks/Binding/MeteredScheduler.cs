using System.Diagnostics;
using System.Reactive.Concurrency;

namespace Altogic.Reactive.Benchmarks.Binding;

/// <summary>Measures what a view's thread spends.</summary>
internal sealed class MeteredScheduler(IScheduler inner) : IScheduler
{
    private long _ticks;
    private int _turns;

    public double Milliseconds => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks)).TotalMilliseconds;

    public int Turns => Volatile.Read(ref _turns);

    public DateTimeOffset Now => inner.Now;

    public void Reset()
    {
        Interlocked.Exchange(ref _ticks, 0);
        Interlocked.Exchange(ref _turns, 0);
    }

    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, (_, s) => Run(s, action));

    public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, (_, s) => Run(s, action));

    public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, (_, s) => Run(s, action));

    private IDisposable Run<TState>(TState state, Func<IScheduler, TState, IDisposable> action)
    {
        var start = Stopwatch.GetTimestamp();
        var result = action(this, state);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
        Interlocked.Increment(ref _turns);
        return result;
    }
}
