namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>How long a failed message waits (app definition §6.11): 1 s, doubling to 5 min, spread by a fifth either way.</summary>
internal static class RetryDelay
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <param name="attempt">How many attempts have failed, from 1.</param>
    /// <param name="random">A number in [0, 1).</param>
    public static TimeSpan After(int attempt, double random)
    {
        var doubled = First * Math.Pow(2, Math.Min(attempt - 1, 20));
        var delay = (doubled < Longest ? doubled : Longest) * (0.8 + (0.4 * random));
        return delay < Longest ? delay : Longest;
    }
}
