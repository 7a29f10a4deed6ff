namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>How long to wait before the next attempt: full jitter under an exponential limit, so that clients do not return in step.</summary>
/// <param name="First">The longest wait after the first failure.</param>
/// <param name="Longest">The longest wait at all.</param>
internal readonly record struct ReconnectPolicy(TimeSpan First, TimeSpan Longest)
{
    private const int MostDoublings = 30;

    /// <summary>The wait after so many failures in a row, from 1.</summary>
    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="random">A number in [0, 1).</param>
    public TimeSpan Delay(int failures, double random)
    {
        if (random is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(random), random, "It must be in [0, 1).");
        var limit = Math.Min(First.Ticks * Math.Pow(2, Math.Min(failures - 1, MostDoublings)), Longest.Ticks);
        return new TimeSpan((long)(limit * random));
    }
}
