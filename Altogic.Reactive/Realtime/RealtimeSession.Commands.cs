using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.SocketIO;

namespace Altogic.Reactive.Realtime;

/// <content>Cold commands: each subscription sends once, and hears how it ended.</content>
internal sealed partial class RealtimeSession
{
    public IObservable<Result<Unit>> Send(string? channel, string eventName, object? message, bool? echo) =>
        Command(channel is null ? "realtime.broadcast" : "realtime.send", done =>
        {
            var entry = Writer.Message(channel, eventName, message, echo, done);
            if (CommandWriter.HasTooMany(entry)) return Refuse(entry, CommandWriter.TooMany(), done);
            if (!_options.BufferMessages && Connection.State.Phase != ConnectionPhase.Connected)
            {
                Need();
                return Refuse(entry, SocketErrors.NotConnected(), done);
            }

            return Outbox.TryAdd(entry) ? Sent(entry) : Refuse(entry, BufferFull(), done);
        });

    public IObservable<Result<Unit>> Join(string channel, bool? echo) => Command("realtime.join", done =>
    {
        if (Memberships.Join(channel, echo, done) is not { } entry) return Refuse(null, BufferFull(), done);
        var sent = Sent(entry);
        return Disposable.Create(() =>
        {
            if (Memberships.TryCancelJoin(channel, entry)) Connection.Pump();
            sent.Dispose();
        });
    });

    public IObservable<Result<Unit>> Leave(string channel, bool? echo) => Command("realtime.leave", done =>
    {
        if (!Memberships.TryLeave(channel, echo, done, out var entry)) return Refuse(entry, BufferFull(), done);
        if (entry is not null) return Sent(entry);
        done(null);
        return Disposable.Empty;
    });

    public IObservable<Result<Unit>> UpdateProfile(object? data, bool? echo) => Command("realtime.updateProfile", done =>
    {
        var snapshot = Writer.Snapshot(data);
        OutboxEntry entry = null!;
        entry = CommandWriter.Profile(snapshot, echo, error =>
        {
            Memberships.Updated(entry, isDone: error is null);
            done(error);
        });
        if (CommandWriter.HasTooMany(entry)) return Refuse(entry, CommandWriter.TooMany(), done);
        if (!Memberships.TryUpdate(snapshot, entry)) return Refuse(entry, BufferFull(), done);
        var sent = Sent(entry);
        return Disposable.Create(() =>
        {
            Memberships.TryCancelUpdate(entry);
            sent.Dispose();
        });
    });

    /// <summary>Ends when the server has accepted, has refused, or the app closes the connection.</summary>
    public IObservable<Result<Unit>> ConnectCommand() => Command("realtime.connect", done =>
    {
        Connect();
        return States.Stream.Subscribe(state =>
        {
            if (state is ConnectionState.Connected) done(null);
            else if (state is ConnectionState.Disconnected { Error: { } error }) done(error);
            else if (state is ConnectionState.Closed) done(SocketErrors.Closed());
        });
    });

    public IObservable<Result<Unit>> CloseCommand() => Command("realtime.close", done =>
    {
        Connection.Close();
        done(null);
        return Disposable.Empty;
    });

    private IObservable<Result<Unit>> Command(string name, Func<Action<AltogicError?>, IDisposable> start) =>
        _context.Executor.Command(new Operation(name, IsSafeToRepeat: false), start);

    /// <summary>It is in the outbox; until it is written it can be taken back.</summary>
    private IDisposable Sent(OutboxEntry entry)
    {
        Need();
        Connection.Pump();
        // nobody will come for what was put in after the server or the app has ended it
        if (Connection.State is { Phase: ConnectionPhase.Stopped or ConnectionPhase.Closed or ConnectionPhase.Disposed } over
            && Outbox.TryCancel(entry))
            entry.Finish(over.Cause ?? SocketErrors.Closed());
        return Disposable.Create(() => Outbox.TryCancel(entry));
    }

    private static IDisposable Refuse(OutboxEntry? entry, AltogicError error, Action<AltogicError?> done)
    {
        entry?.Release();
        done(error);
        return Disposable.Empty;
    }

    private AltogicError BufferFull() => SocketErrors.BufferFull(_options.MaxBufferedSends);
}
