using System.Reactive.Disposables;
using Altogic.Reactive.Internal.Diagnostics;

namespace Altogic.Reactive.Internal.SocketIO;

/// <content>The one place where the state changes, and what follows from a change.</content>
internal sealed partial class SocketConnection
{
    private void Apply(ConnectionInput input, SocketLink? from = null) => Apply(_ => input, from);

    /// <param name="describe">What happened, as seen from the state it happens in.</param>
    /// <param name="from">The link it comes from; nothing changes when that is no longer the current one.</param>
    private void Apply(Func<SocketState, ConnectionInput> describe, SocketLink? from)
    {
        Consequences consequences;
        lock (_gate)
        {
            if (from is not null && from != _link) return;
            var input = describe(_state);
            if (ConnectionMoves.Next(_state, input) is not { } next) return;
            consequences = Move(next, input);
        }

        Client.Announce();
        Carry(consequences);
    }

    private Consequences Move(SocketState next, ConnectionInput input)
    {
        var (before, ended) = (_state, _link);
        IReadOnlyList<OutboxEntry> unknown = [];
        IReadOnlyList<OutboxEntry> unsent = [];
        if (ended is not null)
        {
            unknown = Outbox.Detach(ended);
            // until everything that it was to be sent again has come, the connection before it is the one that was lost
            if (before.Phase == ConnectionPhase.Connected && ended.HasCaughtUp(_offset)) _lostAt = ended.Engine.LastSign;
        }

        if (input.Event is ConnectionEvent.CloseAsked or ConnectionEvent.SessionChanged) _recoveryToken = null;
        // it would be sent again what it could not read
        if (before.Phase == ConnectionPhase.Connected && !input.IsReadable) _recoveryToken = null;
        // who closes wants to miss what comes meanwhile
        if (input.Event is ConnectionEvent.CloseAsked) _lostAt = null;
        if (next.Phase == ConnectionPhase.Stopped) _refusedToken = ended?.Token;
        if (next.Phase is ConnectionPhase.Stopped or ConnectionPhase.Closed or ConnectionPhase.Disposed)
        {
            var left = Outbox.Clear();
            unknown = [.. unknown, .. left.Where(entry => entry.WasWritten)];
            unsent = [.. left.Where(entry => !entry.WasWritten)];
        }

        _link = next.Phase == ConnectionPhase.Opening ? new SocketLink(this) : null;
        Set(next);
        return new Consequences(next, input, ended, _link, unknown, unsent);
    }

    private void Set(SocketState state)
    {
        _state = state;
        Client.Note(state);
    }

    /// <summary>Everything that calls somebody else, without the lock; each step checks for itself whether it is still wanted.</summary>
    private void Carry(in Consequences what)
    {
        Log(what);
        what.Ended?.End(what.Input.Event is not (ConnectionEvent.Dismissed or ConnectionEvent.Lost));
        what.Begun?.Start();
        // a timer is replaced, never taken away: another thread may be further on already, and one that comes too early does no harm
        if (what.State.NextAttempt is { } due) Wait(due);
        Finish(what.Unknown, SocketErrors.DeliveryUnknown());
        if (what.Input.Error is { } error) Finish(what.Unsent, error);
    }

    private void Wait(DateTimeOffset due) => _retry.Disposable = Settings.Scheduler.Schedule(this, due - Settings.Scheduler.Now, static (_, connection) =>
    {
        connection.Apply(new ConnectionInput(ConnectionEvent.RetryDue));
        return Disposable.Empty;
    });

    private static void Finish(IReadOnlyList<OutboxEntry> entries, AltogicError error)
    {
        foreach (var entry in entries) entry.Finish(error);
    }

    private void Log(in Consequences what)
    {
        var code = what.Input.Error?.Items[0].Code ?? "";
        switch (what.State.Phase)
        {
            case ConnectionPhase.Opening:
                Settings.Log.Connecting(what.State.Attempt);
                break;
            case ConnectionPhase.Waiting:
                Settings.Log.Lost(code, what.State.Attempt, (what.State.NextAttempt!.Value - Settings.Scheduler.Now).TotalMilliseconds);
                break;
            case ConnectionPhase.Stopped:
                Settings.Log.Stopped(code);
                break;
            default:
                Settings.Log.Closed();
                break;
        }
    }

    private readonly record struct Consequences(
        SocketState State, ConnectionInput Input, SocketLink? Ended, SocketLink? Begun, IReadOnlyList<OutboxEntry> Unknown,
        IReadOnlyList<OutboxEntry> Unsent);
}
