using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Sessions;

/// <summary>The current session and user: in memory, in the store, and as streams. Thread-safe.</summary>
internal sealed class SessionHolder : IDisposable
{
    private readonly StateStream<AuthState> _state;
    private readonly SessionPersistence _persistence;
    private readonly ILogger _log;

    public SessionHolder(ISessionStore? store, ILogger log, Action<Exception> failed)
    {
        _log = log;
        _persistence = new SessionPersistence(store, log);
        var stored = _persistence.Load();
        _state = new StateStream<AuthState>(stored is null ? AuthState.SignedOut : new AuthState(stored.Session, stored.User), failed);
        SessionChanges = _state.Changes.Select(state => state.Session).DistinctUntilChanged();
        UserChanges = _state.Changes.Select(state => state.User).DistinctUntilChanged();
    }

    /// <summary>Session and user of one moment.</summary>
    public AuthState State => _state.Value;

    /// <summary>The session right now; null when signed out.</summary>
    public Session? Session => _state.Value.Session;

    /// <summary>The user right now; null when unknown.</summary>
    public User? User => _state.Value.User;

    /// <summary>What goes into the <c>Session</c> header; null when signed out.</summary>
    public string? Token => _state.Value.Session?.Token;

    /// <summary>Hot, replays the latest, distinct; completes with the client.</summary>
    public IObservable<AuthState> Changes => _state.Changes;

    /// <summary>Hot, replays the latest, distinct; completes with the client.</summary>
    public IObservable<Session?> SessionChanges { get; }

    /// <summary>Hot, replays the latest, distinct; completes with the client.</summary>
    public IObservable<User?> UserChanges { get; }

    /// <summary>Signs in: replaces both, here and in the store.</summary>
    public void Set(Session session, User? user) => Change(_ => new AuthState(session, user));

    /// <summary>Replaces the session and keeps the user.</summary>
    public void SetSession(Session session) => Change(state => state with { Session = session });

    /// <summary>Replaces the user and keeps the session.</summary>
    public void SetUser(User user) => Change(state => state with { User = user });

    /// <summary>Signs out: forgets both, here and in the store.</summary>
    public void Clear() => Change(_ => AuthState.SignedOut);

    /// <summary>Signs out if the current session has this token.</summary>
    public void ClearIf(string token) => Change(state => state.Session?.Token == token ? AuthState.SignedOut : state);

    /// <summary>Forgets what is stored; the session of this client goes on (auth §5, <c>clearLocalData</c>).</summary>
    public void ClearStored() => _persistence.Clear();

    /// <summary>The server refused the token of a request; null when the request carried none. A newer session is left alone.</summary>
    public void Invalidate(string? sentToken)
    {
        if (sentToken is null) return;
        var isCurrent = _state.Value.Session?.Token == sentToken;
        ClearIf(sentToken);
        if (isCurrent) _log.Invalidated();
    }

    public void Dispose() => _state.Dispose();

    private void Change(Func<AuthState, AuthState> change)
    {
        AuthState? before = null;
        var changed = _state.TryChange(state =>
        {
            before = state;
            return change(state);
        });
        if (!changed) return;
        // stored before anybody is told: whoever reacts may end the process
        _persistence.Keep(() => _state.Value, before?.Session?.Token);
        _state.Deliver();
    }
}
