using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>
/// Who has to know when a user is deleted, by whatever route: sessions and credentials go in the same transaction. Register
/// before the first request.
/// </summary>
internal sealed class UserDeletions
{
    private readonly List<Action<DbSession, string>> _hooks = [];

    /// <summary>Has <paramref name="hook"/> run inside the write that deletes a user, with the user's id.</summary>
    public void Register(Action<DbSession, string> hook) => _hooks.Add(hook);

    public void Run(DbSession session, string userId)
    {
        foreach (var hook in _hooks) hook(session, userId);
    }
}
