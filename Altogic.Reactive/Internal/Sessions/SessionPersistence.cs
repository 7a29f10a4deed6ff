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

    // what this client has read or written last, and what it may have written since; touched by one thread at a time
    private readonly HashSet<string> _ours = new(StringComparer.Ordinal);
    private Pending? _pending;
    private bool _isWriting;

    /// <summary>What is stored, taken up as this client's own.</summary>
    public StoredSession? Load()
    {
        if (store is null) return null;
        try
        {
            var stored = store.Load();
            if (stored?.Session?.Token is { } token) _ours.Add(token);
            return stored;
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
    public void Keep(Func<AuthState> state, string? tokenBefore) => Enqueue(new Pending(state, tokenBefore, IsForAll: false));

    /// <summary>Removes what is stored, whosever it is.</summary>
    public void Clear() => Enqueue(new Pending(() => AuthState.SignedOut, TokenBefore: null, IsForAll: true));

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
            if (!isSignedOut) Save(target, state);
            else if (pending.IsForAll || IsOurs(target, pending.TokenBefore)) Clear(target);
        }
        // as above
        catch (Exception exception)
        {
            if (isSignedOut) log.CannotClear(exception);
            else log.CannotSave(exception);
        }
    }

    private void Save(ISessionStore target, AuthState state)
    {
        var token = state.Session?.Token;
        // before: a failure may come after the session was stored
        if (token is not null) _ours.Add(token);
        target.Save(new StoredSession(state.Session, state.User));
        _ours.RemoveWhere(other => other != token);
    }

    private void Clear(ISessionStore target)
    {
        target.Clear();
        _ours.Clear();
    }

    // what cannot be read stays: it may be the newer session of another process
    private bool IsOurs(ISessionStore target, string? tokenBefore) =>
        target.Load()?.Session?.Token is not { } token || token == tokenBefore || _ours.Contains(token);

    private sealed record Pending(Func<AuthState> State, string? TokenBefore, bool IsForAll);
}
