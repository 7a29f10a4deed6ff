using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.SocketIO;

namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <content>Connecting, and for clients with recovery connecting again (docs/realtime.md).</content>
internal sealed partial class RealtimeHub
{
    private readonly EventLog _log;
    private readonly Dictionary<string, LogicalClient> _clients = new(StringComparer.Ordinal);
    private readonly LinkedList<LogicalClient> _lost = new();
    private long _lostBytes;

    /// <summary>Takes a socket in: answers its CONNECT, then sends what it missed before anything newer.</summary>
    public void Connect(HubSocket socket, RecoveryRequest? recovery)
    {
        lock (_gate)
        {
            if (recovery is null)
            {
                socket.Connection.Send(SocketMessages.Connect(socket.Id));
                Add(socket);
                return;
            }

            var client = FindClient(recovery.Token);
            if (client?.Socket is { } old) TakeOver(old);
            if (client is not null && recovery.Offset is { } offset && offset <= _lastId && _log.Covers(offset))
            {
                Attach(socket, client, offset);
                return;
            }

            // What cannot be recovered whole begins anew: another token, no channels, no numbers of earlier sends.
            if (client is not null) Forget(client);
            Attach(socket, AddClient(), null);
        }
    }

    private void Attach(HubSocket socket, LogicalClient client, long? offset)
    {
        if (client.Lost is not null) CountOut(client);
        (socket.Client, client.Socket) = (client, socket);
        socket.Connection.Send(SocketMessages.Connect(
            socket.Id, new RecoveryAnswer(client.Token, offset is not null, _lastId, client.LastSend, (long)_settings.ReplayWindow.TotalSeconds)));
        if (offset is { } id) socket.Connection.Replay([.. _log.After(id).Where(e => client.Missed(e, socket.UserId)).Select(e => e.Numbered)]);
        socket.Profile = client.Profile;
        Add(socket);
        foreach (var (name, membership) in client.Channels)
            Enter(socket, name, SocketMessages.Text(name), membership);
    }

    private void TakeOver(HubSocket old)
    {
        Remove(old, forget: false);
        old.Connection.Close("connected elsewhere");
    }

    private LogicalClient? FindClient(string? token)
    {
        if (token is null || !_clients.TryGetValue(token, out var client)) return null;
        if (client.Socket is not null || _time.GetUtcNow() - client.LostAt <= _settings.ReplayWindow) return client;
        Forget(client);
        return null;
    }

    private LogicalClient AddClient()
    {
        var client = new LogicalClient(EngineServer.NewId() + EngineServer.NewId());
        _clients.Add(client.Token, client);
        return client;
    }

    private void Lose(HubSocket socket, bool forget)
    {
        if (socket.Client is not { } client) return;
        if (forget || _isStopped)
        {
            client.Socket = null;
            _clients.Remove(client.Token);
            return;
        }

        client.Lose(socket, _time.GetUtcNow());
        client.Lost = _lost.AddLast(client);
        _lostBytes += client.Size;
        while ((_lost.Count > _settings.LostClients || _lostBytes > _settings.LostBytes) && _lost.First is { } oldest) Forget(oldest.Value);
    }

    /// <summary>Forgets a lost client; one that came back since stays.</summary>
    private void Forget(LogicalClient client)
    {
        if (client.Socket is null && _clients.Remove(client.Token)) CountOut(client);
    }

    private void CountOut(LogicalClient client)
    {
        _lost.Remove(client.Lost!);
        client.Lost = null;
        _lostBytes -= client.Size;
    }

    private void Keep(Publication publication)
    {
        if (_clients.Count > 0) _log.Add(publication);
        else _log.Skip(publication.Id);
    }

    private void Sweep()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            while (_lost.First is { } oldest && now - oldest.Value.LostAt > _settings.ReplayWindow) Forget(oldest.Value);
            _log.Expire(now);
            if (_clients.Count == 0) _log.Clear();
        }
    }
}
