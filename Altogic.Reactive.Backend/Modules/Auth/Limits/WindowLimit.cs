namespace Altogic.Reactive.Backend.Modules.Auth.Limits;

/// <summary>So many events for each key in a window that begins with the key's first event. Thread-safe.</summary>
internal sealed class WindowLimit(int limit, TimeSpan window, TimeProvider time)
{
    private const int Capacity = 100_000;
    private readonly Lock _gate = new();
    private readonly RecentMap<Window> _windows = new(Capacity);

    /// <summary>How long the key must wait before its next event is allowed; null when it is allowed now.</summary>
    public TimeSpan? Wait(string key)
    {
        lock (_gate)
        {
            return Current(key) is { } current && current.Count >= limit ? current.Ends - time.GetUtcNow() : null;
        }
    }

    public void Count(string key)
    {
        lock (_gate)
        {
            var current = Current(key);
            _windows.Set(key, new Window(current?.Ends ?? time.GetUtcNow() + window, (current?.Count ?? 0) + 1));
        }
    }

    /// <summary>Counts an event unless the key must wait, as one step.</summary>
    public TimeSpan? Take(string key)
    {
        lock (_gate)
        {
            if (Wait(key) is { } wait) return wait;
            Count(key);
            return null;
        }
    }

    private Window? Current(string key) => _windows.Peek(key) is { } current && current.Ends > time.GetUtcNow() ? current : null;

    private sealed record Window(DateTimeOffset Ends, int Count);
}
