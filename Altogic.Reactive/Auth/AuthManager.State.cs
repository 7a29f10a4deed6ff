namespace Altogic.Reactive.Auth;

/// <content>The session and user this client holds; no requests.</content>
public sealed partial class AuthManager
{
    /// <summary>
    /// Hot. The session now, then every change: sign-in, sign-out, and removal because the server refused it (then null). Distinct,
    /// never overlapping, completes with the client; delivered on the thread that made the change.
    /// </summary>
    public IObservable<Session?> SessionChanges => Context.Sessions.SessionChanges;

    /// <summary>Hot. The user now, then every change; otherwise as <see cref="SessionChanges"/>.</summary>
    public IObservable<User?> UserChanges => Context.Sessions.UserChanges;

    /// <summary>Hot. Session and user together now, then every change; otherwise as <see cref="SessionChanges"/>.</summary>
    public IObservable<AuthState> StateChanges => Context.Sessions.Changes;

    /// <summary>
    /// Hot. Something has happened to the signed-in user, here or anywhere else: over the realtime connection, which observing this opens;
    /// only while this client has a session. Completes with the client; delivered on its scheduler.
    /// </summary>
    public IObservable<UserEvent> UserEvents { get; }

    /// <summary>The session right now; null when signed out.</summary>
    public Session? CurrentSession => Context.Sessions.Session;

    /// <summary>The user as of the last sign-in or <see cref="SetUser"/>; null when unknown.</summary>
    public User? CurrentUser => Context.Sessions.User;

    /// <summary>Session and user of the same moment.</summary>
    public AuthState CurrentState => Context.Sessions.State;

    /// <summary>The same as <see cref="CurrentSession"/>, under the name of the official SDK.</summary>
    public Session? GetSession() => CurrentSession;

    /// <summary>The same as <see cref="CurrentUser"/>, under the name of the official SDK.</summary>
    public User? GetUser() => CurrentUser;

    /// <summary>Uses this session from now on, and stores it; the user stays. Nothing is sent.</summary>
    /// <param name="session">The session; to be without one, call <see cref="InvalidateSession"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="session"/> is null.</exception>
    public void SetSession(Session session)
    {
        if (session is null) throw new ArgumentNullException(nameof(session));
        Context.Sessions.SetSession(session);
    }

    /// <summary>Replaces the user held here, and stores it; the session stays. Nothing is sent.</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="ArgumentNullException"><paramref name="user"/> is null.</exception>
    public void SetUser(User user)
    {
        if (user is null) throw new ArgumentNullException(nameof(user));
        Context.Sessions.SetUser(user);
    }

    /// <summary>
    /// Removes what the session store keeps; this client goes on with its session until it is disposed (auth §5). Nothing is sent.
    /// </summary>
    public void ClearLocalData() => Context.Sessions.ClearStored();

    /// <summary>
    /// Forgets session and user, here and in the store; <see cref="SessionChanges"/> says so. Nothing is sent: the session stays valid on
    /// the server, so this is not a sign-out.
    /// </summary>
    public void InvalidateSession() => Context.Sessions.Clear();
}
