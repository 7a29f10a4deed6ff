using System.Reactive;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Keeps what it is told, with the virtual times.</summary>
internal sealed class TestableObserver<T>(TestScheduler scheduler) : ITestableObserver<T>
{
    public IList<Recorded<Notification<T>>> Messages { get; } = [];

    public void OnNext(T value) => Record(Notification.CreateOnNext(value));

    public void OnError(Exception error) => Record(Notification.CreateOnError<T>(error));

    public void OnCompleted() => Record(Notification.CreateOnCompleted<T>());

    private void Record(Notification<T> notification) =>
        Messages.Add(new Recorded<Notification<T>>(scheduler.Clock, notification));
}
