namespace Altogic.Reactive.Backend.Modules;

/// <summary>
/// What the answers that wait to be sent may take, all together: they stay in memory for as long as their readers take. Small
/// ones, up to what the connection itself keeps, are not counted.
/// </summary>
internal sealed class AnswerMemory(long most)
{
    private const int Small = 64 << 10;
    private const long Least = 768L << 20;
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(2);
    private long _taken;

    /// <summary>A quarter of what the process may use, and at least enough for the largest answer that is allowed.</summary>
    public static AnswerMemory OfThisMachine() => new(Math.Max(Least, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4));

    /// <exception cref="ApiException">503 when the others have taken too much.</exception>
    public void Take(int bytes)
    {
        if (bytes <= Small || Interlocked.Add(ref _taken, bytes) <= most) return;
        Give(bytes);
        throw new ApiException(503, "server_busy", "Too many large answers wait to be sent; try again a little later, or ask for fewer objects a page.")
        {
            RetryAfter = BusyFor,
        };
    }

    public void Give(int bytes)
    {
        if (bytes > Small) Interlocked.Add(ref _taken, -bytes);
    }
}
