namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Where the backend is in its life, and how many requests it is working on.</summary>
internal sealed class BackendState
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _phase;
    private int _active;

    private enum Phase
    {
        Starting,
        Ready,
        Draining,
    }

    public bool IsStarting => Volatile.Read(ref _phase) == (int)Phase.Starting;

    public bool IsReady => Volatile.Read(ref _phase) == (int)Phase.Ready;

    /// <summary>Requests being answered right now.</summary>
    public int Active => Volatile.Read(ref _active);

    public void MarkReady() => Interlocked.CompareExchange(ref _phase, (int)Phase.Ready, (int)Phase.Starting);

    /// <summary>Counts a request in; false when the backend takes none.</summary>
    public bool TryEnter()
    {
        Interlocked.Increment(ref _active);
        if (IsReady) return true;
        Leave();
        return false;
    }

    /// <summary>Counts in what belongs to a request in flight, which may need it to come to its end.</summary>
    public bool TryEnterAlong()
    {
        Interlocked.Increment(ref _active);
        if (!IsStarting) return true;
        Leave();
        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _active) == 0 && Volatile.Read(ref _phase) == (int)Phase.Draining) _idle.TrySetResult();
    }

    /// <summary>Takes no more requests; the task completes when the last one is answered.</summary>
    public Task DrainAsync()
    {
        Interlocked.Exchange(ref _phase, (int)Phase.Draining);
        if (Volatile.Read(ref _active) == 0) _idle.TrySetResult();
        return _idle.Task;
    }
}
