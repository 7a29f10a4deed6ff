namespace Altogic.Reactive.Backend.Modules.Auth.Sessions;

/// <summary>A session in memory, with the moment it was last used.</summary>
internal sealed class LiveSession(SessionInfo info, long lastUsedAt, long storedLastUsedAt)
{
    private long _lastUsedAt = lastUsedAt;
    private long _storedLastUsedAt = storedLastUsedAt;

    public SessionInfo Info { get; } = info;

    public long LastUsedAt => Volatile.Read(ref _lastUsedAt);

    /// <summary>Whether the store knows an older last use; only the keeper of the store asks.</summary>
    public bool IsUnsaved => LastUsedAt != Volatile.Read(ref _storedLastUsedAt);

    public void Use(long now) => Volatile.Write(ref _lastUsedAt, now);

    public void Saved(long lastUsedAt) => Volatile.Write(ref _storedLastUsedAt, lastUsedAt);
}
