using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules;

/// <summary>Carries what happens to users to whoever tells them. Listen before the first request.</summary>
internal sealed class UserEvents
{
    private Action<IReadOnlyList<UserEvent>> _listener = _ => { };

    /// <summary>Has <paramref name="listener"/> called once a change is durable; it must be quick and must not throw.</summary>
    public void Listen(Action<IReadOnlyList<UserEvent>> listener) => _listener = listener;

    /// <summary>Tells of what the write does, once it is durable; of nothing when it is undone.</summary>
    public void Raise(DbSession db, params IReadOnlyList<UserEvent> events)
    {
        if (events.Count > 0) db.AfterCommit(() => _listener(events));
    }
}
