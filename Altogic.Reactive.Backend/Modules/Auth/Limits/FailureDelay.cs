namespace Altogic.Reactive.Backend.Modules.Auth.Limits;

/// <summary>
/// After some failures in a row an account must wait, longer with each further one; a success forgets them all, and so does a
/// day without an attempt. Kept in memory and bounded: a restart forgives, a flood of made-up accounts pushes out the oldest.
/// Thread-safe.
/// </summary>
internal sealed class FailureDelay(AuthLimitsDefinition limits, TimeProvider time)
{
    private const int Capacity = 100_000;
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);
    private readonly Lock _gate = new();
    private readonly RecentMap<Failures> _accounts = new(Capacity);

    /// <summary>How long the account must wait; null when it need not.</summary>
    public TimeSpan? Wait(string account)
    {
        lock (_gate)
        {
            if (_accounts.Peek(account) is not { } failures) return null;
            var wait = failures.Last + DelayAfter(failures.Count) - time.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    public void Failed(string account)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var before = _accounts.Peek(account) is { } failures && now - failures.Last < Memory ? failures.Count : 0;
            _accounts.Set(account, new Failures(before + 1, now));
        }
    }

    public void Succeeded(string account)
    {
        lock (_gate) _accounts.Remove(account);
    }

    private TimeSpan DelayAfter(int failures)
    {
        var doublings = failures - limits.FailuresBeforeDelay;
        if (doublings < 0) return TimeSpan.Zero;
        return TimeSpan.FromSeconds(Math.Min(limits.LongestDelaySeconds, limits.FirstDelaySeconds * Math.Pow(2, doublings)));
    }

    private sealed record Failures(int Count, DateTimeOffset Last);
}
