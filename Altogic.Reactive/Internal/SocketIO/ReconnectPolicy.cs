namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>
/// How long to wait before the next attempt: a random part of a limit, so that clients do not return in step. The limit doubles with each
/// failure where something is wrong, and stays small where only nobody listens yet.
/// </summary>
/// <param name="First">The longest wait after the first failure.</param>
/// <param name="Longest">The longest wait at all.</param>
internal readonly record struct ReconnectPolicy(TimeSpan First, TimeSpan Longest)
{
    /// <summary>How often a server is expected back at any moment: about a minute with the default delays.</summary>
    public const int PatientFailures = 120;

    private const int MostDoublings = 30;
    private const int LongestInFirsts = 5;

    /// <summary>The wait after so many failures in a row.</summary>
    /// <param name="failures">Failures in a row, this one included; from 1.</param>
    /// <param name="obstacle">What the last one met.</param>
    /// <param name="random">A number in [0, 1).</param>
    public TimeSpan Delay(int failures, Obstacle obstacle, double random)
    {
        if (random is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(random), random, "It must be in [0, 1).");
        return new TimeSpan((long)(Limit(failures, obstacle) * random));
    }

    private double Limit(int failures, Obstacle obstacle)
    {
        if (obstacle == Obstacle.NobodyListens && failures <= PatientFailures) return First.Ticks;
        var longest = obstacle == Obstacle.Busy ? Longest.Ticks : Math.Min((double)First.Ticks * LongestInFirsts, Longest.Ticks);
        return Math.Min(First.Ticks * Math.Pow(2, Math.Min(failures - 1, MostDoublings)), longest);
    }
}
