using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace Altogic.Reactive.Tests.Binding;

/// <summary>
/// Runs everything on another scheduler, counts it, and knows whether it is running something. Keeps what is thrown, as the loop of a view does
/// before it tells the app.
/// </summary>
internal sealed class ViewScheduler(IScheduler inner) : IScheduler
{
    public int Runs { get; private set; }

    public bool IsInside { get; private set; }

    public List<Exception> Uncaught { get; } = [];

    public DateTimeOffset Now => inner.Now;

    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, (_, s) => Run(s, action));

    public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, (_, s) => Run(s, action));

    public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
        inner.Schedule(state, dueTime, (_, s) => Run(s, action));

    private IDisposable Run<TState>(TState state, Func<IScheduler, TState, IDisposable> action)
    {
        Runs++;
        IsInside = true;
        try
        {
            return action(this, state);
        }
        catch (Exception exception)
        {
            Uncaught.Add(exception);
            return Disposable.Empty;
        }
        finally
        {
            IsInside = false;
        }
    }
}
