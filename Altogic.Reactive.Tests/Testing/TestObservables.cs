using System.Reactive;
using System.Reactive.Disposables;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Plays its script once, at absolute times.</summary>
internal sealed class HotTestObservable<T> : ITestableObservable<T>
{
    private readonly TestScheduler _scheduler;
    private readonly List<IObserver<T>> _observers = [];

    public HotTestObservable(TestScheduler scheduler, Recorded<Notification<T>>[] messages)
    {
        _scheduler = scheduler;
        Messages = messages;
        foreach (var message in messages) scheduler.ScheduleAt(message.Time, () => Play(message.Value));
    }

    public IList<Recorded<Notification<T>>> Messages { get; }

    public IList<Subscription> Subscriptions { get; } = [];

    public IDisposable Subscribe(IObserver<T> observer)
    {
        Subscriptions.Add(new Subscription(_scheduler.Clock));
        var index = Subscriptions.Count - 1;
        _observers.Add(observer);
        return Disposable.Create(() =>
        {
            _observers.Remove(observer);
            Subscriptions[index] = Subscriptions[index] with { Unsubscribe = _scheduler.Clock };
        });
    }

    private void Play(Notification<T> notification)
    {
        foreach (var observer in _observers.ToArray()) notification.Accept(observer);
    }
}

/// <summary>Plays its script for each subscriber, from its subscription on.</summary>
internal sealed class ColdTestObservable<T>(TestScheduler scheduler, Recorded<Notification<T>>[] messages) : ITestableObservable<T>
{
    public IList<Recorded<Notification<T>>> Messages { get; } = messages;

    public IList<Subscription> Subscriptions { get; } = [];

    public IDisposable Subscribe(IObserver<T> observer)
    {
        Subscriptions.Add(new Subscription(scheduler.Clock));
        var index = Subscriptions.Count - 1;
        var timers = new CompositeDisposable();
        foreach (var message in Messages)
            timers.Add(scheduler.ScheduleAt(scheduler.Clock + message.Time, () => message.Value.Accept(observer)));
        return Disposable.Create(() =>
        {
            timers.Dispose();
            Subscriptions[index] = Subscriptions[index] with { Unsubscribe = scheduler.Clock };
        });
    }
}
