using System.Reactive;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>The shorthands and default times of Microsoft.Reactive.Testing.</summary>
internal abstract class ReactiveTest
{
    public const long Created = 100;
    public const long Subscribed = 200;
    public const long Disposed = 1000;

    public static Recorded<Notification<T>> OnNext<T>(long ticks, T value) => new(ticks, Notification.CreateOnNext(value));

    public static Recorded<Notification<T>> OnCompleted<T>(long ticks) => new(ticks, Notification.CreateOnCompleted<T>());

    public static Recorded<Notification<T>> OnError<T>(long ticks, Exception exception) => new(ticks, Notification.CreateOnError<T>(exception));

    public static Subscription Subscribe(long start, long end = Subscription.Infinite) => new(start, end);
}
