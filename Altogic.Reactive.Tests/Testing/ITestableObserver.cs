using System.Reactive;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>An observer that keeps what it was told, with the times.</summary>
internal interface ITestableObserver<T> : IObserver<T>
{
    IList<Recorded<Notification<T>>> Messages { get; }
}

/// <summary>An observable that plays a script and keeps who subscribed when.</summary>
internal interface ITestableObservable<T> : IObservable<T>
{
    IList<Recorded<Notification<T>>> Messages { get; }

    IList<Subscription> Subscriptions { get; }
}
