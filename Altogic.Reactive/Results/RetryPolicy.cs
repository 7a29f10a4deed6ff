using Altogic.Reactive.Internal;

namespace Altogic.Reactive;

/// <summary>
/// Decides whether and when a failed attempt is repeated: a pure function of the attempt, the time used and the error.
/// Waits grow exponentially with full jitter, and never below what the server asks for in <c>Retry-After</c>. Immutable.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Up to 3 attempts, waits of at most 200 ms, 400 ms, … 10 s.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>One attempt, no repetition.</summary>
    public static RetryPolicy None { get; } = new() { MaxAttempts = 1 };

    /// <summary>How many attempts are made at most, the first included. The default is 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The longest wait before the second attempt; it doubles with each further one. The default is 200 ms.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Where the doubling stops. The default is 10 seconds.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest <c>Retry-After</c> that is waited for; a longer one ends the attempts. The default is 10 seconds.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long attempts go on altogether. The default is <see cref="Timeout.InfiniteTimeSpan"/>: the operation's own limit decides.</summary>
    public TimeSpan MaxElapsed { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long to wait before the next attempt, 49 days at most; null to stop.</summary>
    /// <param name="attempt">How many attempts have failed, from 1.</param>
    /// <param name="elapsed">The time since the first attempt started.</param>
    /// <param name="error">The last failure.</param>
    /// <param name="random">A random number in [0, 1).</param>
    public TimeSpan? NextDelay(int attempt, TimeSpan elapsed, AltogicError error, double random)
    {
        if (error is null) throw new ArgumentNullException(nameof(error));
        if (attempt < 1) throw new ArgumentOutOfRangeException(nameof(attempt), attempt, "Attempts are counted from 1.");
        if (random is < 0 or >= 1 or double.NaN)
            throw new ArgumentOutOfRangeException(nameof(random), random, "A random number in [0, 1) is needed.");
        if (attempt >= MaxAttempts || !error.IsTransient) return null;

        var delay = Jitter(attempt, random);
        if (error.RetryAfter is { } asked)
        {
            if (asked > MaxRetryAfter) return null;
            delay = Waits.Bounded(delay) + Waits.Bounded(asked);
        }

        delay = Waits.Bounded(delay);
        return MaxElapsed != Timeout.InfiniteTimeSpan && elapsed + delay > MaxElapsed ? null : delay;
    }

    private TimeSpan Jitter(int attempt, double random)
    {
        var ceiling = Math.Min(BaseDelay.Ticks * Math.Pow(2, Math.Min(attempt - 1, 62)), MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)(ceiling * random));
    }
}
