namespace Altogic.Reactive;

/// <summary>
/// Where a client keeps the session between two runs of the app. Called by one client, one call at a time, never while a lock is held.
/// What it throws is written to the log and does not fail the operation.
/// </summary>
public interface ISessionStore
{
    /// <summary>What was saved last; null when there is nothing. Called when the client is made, and before a session is removed.</summary>
    StoredSession? Load();

    /// <summary>Replaces what was saved.</summary>
    /// <param name="state">What to keep.</param>
    void Save(StoredSession state);

    /// <summary>Forgets what was saved. Nothing to forget is not an error.</summary>
    void Clear();
}
