using System.Globalization;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>Which limit ends an attempt, and when: its own, or what is left of the operation's.</summary>
/// <param name="Due">From the start of the attempt; infinite when nothing limits it.</param>
/// <param name="Limit">The configured limit, for the message.</param>
/// <param name="IsTotal">Whether it is the operation's.</param>
/// <param name="IsPause">Whether it is only about the time in which nothing moves.</param>
internal readonly record struct TimeLimit(TimeSpan Due, TimeSpan Limit, bool IsTotal, bool IsPause = false)
{
    /// <summary>What a transfer is held to: it may take any time, but not stand still.</summary>
    public static TimeLimit ForPauses(AltogicClientOptions options) =>
        new(options.AttemptTimeout, options.AttemptTimeout, IsTotal: false, IsPause: true);

    public static TimeLimit For(AltogicClientOptions options, TimeSpan elapsed)
    {
        var attempt = options.AttemptTimeout;
        var total = options.OperationTimeout;
        if (total == Timeout.InfiniteTimeSpan) return new TimeLimit(attempt, attempt, IsTotal: false);
        var left = total > elapsed ? total - elapsed : TimeSpan.Zero;
        return attempt == Timeout.InfiniteTimeSpan || left < attempt
            ? new TimeLimit(left, total, IsTotal: true)
            : new TimeLimit(attempt, attempt, IsTotal: false);
    }

    public AltogicError ToError()
    {
        var seconds = Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var message = (IsPause, IsTotal) switch
        {
            (true, _) => $"Nothing has moved for {seconds} seconds.",
            (_, true) => $"The operation did not finish within its {seconds} seconds.",
            _ => $"No complete answer came within {seconds} seconds.",
        };
        return FailureMap.TimedOut(message, exception: null);
    }
}
