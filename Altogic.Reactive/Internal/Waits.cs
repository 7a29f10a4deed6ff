namespace Altogic.Reactive.Internal;

/// <summary>How long timers can wait: those of .NET refuse more than 2³² milliseconds.</summary>
internal static class Waits
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    public static TimeSpan Bounded(TimeSpan wait) => wait < Longest ? wait : Longest;

    /// <summary>Whether it can be a time limit: positive and possible, or infinite.</summary>
    public static bool IsLimit(TimeSpan value) => (value > TimeSpan.Zero && value <= Longest) || value == Timeout.InfiniteTimeSpan;
}
