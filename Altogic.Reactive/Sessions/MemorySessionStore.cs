namespace Altogic.Reactive;

/// <summary>Keeps the session for as long as this object lives; thread-safe. Two clients that share it start with the same session.</summary>
public sealed class MemorySessionStore : ISessionStore
{
    private volatile StoredSession? _state;

    /// <inheritdoc/>
    public StoredSession? Load() => _state;

    /// <inheritdoc/>
    public void Save(StoredSession state) => _state = state ?? throw new ArgumentNullException(nameof(state));

    /// <inheritdoc/>
    public void Clear() => _state = null;
}
