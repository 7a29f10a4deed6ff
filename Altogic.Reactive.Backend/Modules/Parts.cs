namespace Altogic.Reactive.Backend.Modules;

/// <summary>Large changes part by part, each in a write of its own, so that other writes get their turn.</summary>
internal static class Parts
{
    /// <summary>How many rows one write changes at most.</summary>
    public const int Size = 500;

    /// <summary>Changes all of the items; gives the sum of what the parts gave.</summary>
    public static async Task<int> OfAsync<T>(IEnumerable<T> items, Func<T[], Task<int>> change)
    {
        var count = 0;
        foreach (var part in items.Chunk(Size)) count += await change(part);
        return count;
    }

    /// <summary>Changes so many at a time until there are no more.</summary>
    /// <param name="change">Changes at most <see cref="Size"/> and gives how many there were.</param>
    public static async Task UntilNoneAsync(Func<Task<int>> change)
    {
        while (await change() == Size)
        {
        }
    }
}
