using System.Reactive.Concurrency;

namespace Altogic.Reactive.Internal;

/// <summary>Refuses options that cannot work, when the client is made.</summary>
internal static class OptionChecks
{
    /// <exception cref="ArgumentException">An option is not usable.</exception>
    public static void Require(AltogicClientOptions options)
    {
        if (options.Scheduler is null) throw Invalid("Scheduler is missing.");
        if (IsBlocking(options.Scheduler)) throw Invalid("this Scheduler waits by blocking the caller; use one that has threads or an event loop of its own.");
        if (options.RetryPolicy is null) throw Invalid("RetryPolicy is missing; use RetryPolicy.None to switch repetitions off.");
        if (!Waits.IsLimit(options.AttemptTimeout)) throw Invalid("AttemptTimeout must be positive and at most 49 days, or Timeout.InfiniteTimeSpan.");
        if (!Waits.IsLimit(options.OperationTimeout)) throw Invalid("OperationTimeout must be positive and at most 49 days, or Timeout.InfiniteTimeSpan.");
        if (options.MaxAnswerBytes <= 0) throw Invalid("MaxAnswerBytes must be positive.");
        Require(options.Realtime ?? throw Invalid("Realtime is missing; use new RealtimeOptions()."));
    }

    /// <summary>Whether it waits by blocking the caller.</summary>
    public static bool IsBlocking(IScheduler? scheduler) => scheduler is ImmediateScheduler or CurrentThreadScheduler;

    private static void Require(RealtimeOptions options)
    {
        if (options.MaxBufferedSends <= 0) throw Invalid("Realtime.MaxBufferedSends must be positive.");
        if (options.ObserverQueueCapacity <= 0) throw Invalid("Realtime.ObserverQueueCapacity must be positive.");
        if (options.ReconnectionDelay <= TimeSpan.Zero) throw Invalid("Realtime.ReconnectionDelay must be positive.");
        if (options.MaxReconnectionDelay < options.ReconnectionDelay)
            throw Invalid("Realtime.MaxReconnectionDelay must not be less than ReconnectionDelay.");
        if (options.MaxReconnectionDelay > Waits.Longest) throw Invalid("Realtime.MaxReconnectionDelay must be at most 49 days.");
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > Waits.Longest) throw Invalid("Realtime.Timeout must be positive and at most 49 days.");
    }

    private static ArgumentException Invalid(string message) => new("The options cannot work: " + message);
}
