using System.Diagnostics;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Waits for what the code under test tells nobody; a limit makes what never comes a failure instead of a hang, and measures nothing.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task HoldsAsync(Func<bool> condition) => HoldsAsync(() => Task.FromResult(condition()));

    /// <param name="condition">Asked again and again; it may push what it waits for.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit) throw new AssertionException($"What was waited for did not come within {Limit}.");
            await Task.Run(Thread.Yield);
        }
    }
}
