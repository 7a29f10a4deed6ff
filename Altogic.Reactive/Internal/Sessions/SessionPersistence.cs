using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Sessions;

/// <summary>
/// Talks to the app's store: one call at a time, no lock held, and the latest state always the last one written.
/// A store that fails is written to the log: it must not fail a sign-in.
/// </summary>
internal sealed class SessionPersistence(ISessionStore? store, ILogger log)
{
    private readonly object _gate = new();
    private Func<AuthState>? _pending;
    private bool _isWriting;

    public StoredSession? Load()
    {
        if (store is null) return null;
        try
        {
            return store.Load();
        }
        // a store is code of the app, or a damaged file
        catch (Exception exception)
        {
            log.CannotLoad(exception);
            return null;
        }
    }

    /// <summary>Writes a state, or leaves it to the thread that is writing already; it is asked for when it is written.</summary>
    public void Keep(Func<AuthState> state)
    {
        if (store is null) return;
        lock (_gate)
        {
            _pending = state;
            if (_isWriting) return;
            _isWriting = true;
        }

        while (TakePending() is { } next) Write(store, next());
    }

    private Func<AuthState>? TakePending()
    {
        lock (_gate)
        {
            var next = _pending;
            _pending = null;
            if (next is null) _isWriting = false;
            return next;
        }
    }

    private void Write(ISessionStore target, AuthState state)
    {
        var isSignedOut = state.Session is null && state.User is null;
        try
        {
            if (isSignedOut) target.Clear();
            else target.Save(new StoredSession(state.Session, state.User));
        }
        // as above
        catch (Exception exception)
        {
            if (isSignedOut) log.CannotClear(exception);
            else log.CannotSave(exception);
        }
    }
}
