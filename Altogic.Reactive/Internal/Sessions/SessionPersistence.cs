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
    private Pending? _pending;
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

    /// <summary>
    /// Writes a state, or leaves it to the thread that is writing already; it is asked for when it is written. Signing out removes only
    /// the session that was signed in here: another process may have stored a newer one.
    /// </summary>
    public void Keep(Func<AuthState> state, string? tokenBefore) => Enqueue(new Pending(state, tokenBefore));

    /// <summary>Removes what is stored, whosever it is.</summary>
    public void Clear() => Enqueue(new Pending(() => AuthState.SignedOut, TokenBefore: null));

    private void Enqueue(Pending next)
    {
        if (store is null) return;
        lock (_gate)
        {
            _pending = next;
            if (_isWriting) return;
            _isWriting = true;
        }

        while (TakePending() is { } pending) Write(store, pending);
    }

    private Pending? TakePending()
    {
        lock (_gate)
        {
            var next = _pending;
            _pending = null;
            if (next is null) _isWriting = false;
            return next;
        }
    }

    private void Write(ISessionStore target, Pending pending)
    {
        var state = pending.State();
        var isSignedOut = state.Session is null && state.User is null;
        try
        {
            if (!isSignedOut) target.Save(new StoredSession(state.Session, state.User));
            else if (!IsSomeoneElses(Load()?.Session?.Token, pending.TokenBefore)) target.Clear();
        }
        // as above
        catch (Exception exception)
        {
            if (isSignedOut) log.CannotClear(exception);
            else log.CannotSave(exception);
        }
    }

    private static bool IsSomeoneElses(string? stored, string? ours) => stored is not null && ours is not null && stored != ours;

    private sealed record Pending(Func<AuthState> State, string? TokenBefore);
}
