namespace Altogic.Reactive.Tests.Testing;

/// <summary>
/// When a <see cref="FaultProxy"/> cuts: each time a random number of bytes has come through, so that a cut hits whatever is under way,
/// be it a message, a handshake or a replay. One cut in four hits every connection, the others the one whose bytes they were.
/// </summary>
/// <param name="seed">Where the random numbers start.</param>
/// <param name="mostBytes">The most bytes between two cuts.</param>
/// <param name="count">How many cuts there will be.</param>
internal sealed class RandomCuts(int seed, int mostBytes, int count)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _bytesLeft;
    private int _made;

    /// <summary>Done with the last cut.</summary>
    public Task Done => _done.Task;

    /// <summary>What is cut before these bytes go on; null when nothing is.</summary>
    public RandomCut? Next(int bytes)
    {
        lock (_gate)
        {
            if (_made == count || (_bytesLeft -= bytes) > 0) return null;
            _bytesLeft = _random.Next(1, mostBytes + 1);
            if (++_made == count) _done.SetResult();
            return _random.Next(4) == 0 ? RandomCut.All : RandomCut.One;
        }
    }
}
