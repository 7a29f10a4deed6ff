using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Realtime.SocketIO;

namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>
/// Who is connected, in which channels, and what was published. One lock orders everything, so that a returning client misses
/// nothing and sees nothing twice; nothing under it waits.
/// </summary>
internal sealed partial class RealtimeHub : IRealtimeNode, IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private static readonly HashSet<HubSocket> Nobody = [];
    private readonly Lock _gate = new();
    private readonly HashSet<HubSocket> _sockets = [];
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<HubSocket>> _users = new(StringComparer.Ordinal);
    private readonly RealtimeSettings _settings;
    private readonly IRealtimeBackplane _backplane;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private long _lastId;
    private bool _isStopped;

    public RealtimeHub(RealtimeSettings settings, long replayBytes, IRealtimeBackplane backplane, TimeProvider time)
    {
        _settings = settings;
        _backplane = backplane;
        _time = time;
        _log = new EventLog(settings.ReplayWindow, replayBytes);
        _sweep = time.CreateTimer(static hub => ((RealtimeHub)hub!).Sweep(), this, SweepEvery, SweepEvery);
        backplane.Attach(this);
    }

    /// <summary>Publishes something that no socket here sent.</summary>
    public void Publish(Publication publication) => _backplane.Publish(publication);

    void IRealtimeNode.Deliver(Publication publication)
    {
        lock (_gate)
        {
            if (_isStopped) return;
            publication.Publish(++_lastId, _time.GetUtcNow());
            foreach (var socket in Receivers(publication))
                if (socket != publication.Except) socket.Send(publication);
            publication.Delivered();
            Keep(publication);
        }
    }

    /// <summary>Ends a connection. Its client may come back to what it was unless <paramref name="forget"/>.</summary>
    public void Disconnect(HubSocket socket, bool forget)
    {
        lock (_gate) Remove(socket, forget);
    }

    /// <summary>Publishes what happens to users, and ends the sessions that were signed out.</summary>
    public void OnUserEvents(IReadOnlyList<UserEvent> events)
    {
        lock (_gate)
        {
            foreach (var e in events) _backplane.Publish(new Publication(Audience.User, e.UserId, SocketMessages.UserEvent(e.Name, e.Session)));
            foreach (var e in events)
                if (e.EndedToken is { } token) EndSession(e.UserId, token);
        }
    }

    /// <summary>Has the connections of a session hear nothing more of its user, or ends them.</summary>
    public void EndSession(string userId, string token)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(userId, out var sockets)) return;
            foreach (var socket in sockets.Where(socket => socket.SessionToken == token).ToArray()) EndSession(socket);
        }
    }

    public ValueTask<IReadOnlyList<Member>> MembersAsync(string channel, CancellationToken cancel) => _backplane.MembersAsync(channel, cancel);

    public IReadOnlyList<Member> MembersHere(string channel)
    {
        lock (_gate)
            return _channels.TryGetValue(channel, out var found) ? [.. found.Members.Select(socket => new Member(socket.Id, socket.Profile.Json))] : [];
    }

    public bool HasMembers(string channel)
    {
        lock (_gate) return _channels.ContainsKey(channel);
    }

    /// <summary>Publishes nothing any more: the connections are about to be closed, all of them.</summary>
    public void Stop()
    {
        lock (_gate) _isStopped = true;
    }

    public void Dispose() => _sweep.Dispose();

    private HashSet<HubSocket> Receivers(Publication publication) => publication.Audience switch
    {
        Audience.Channel => _channels.TryGetValue(publication.Key!, out var channel) ? channel.Members : Nobody,
        Audience.User => _users.GetValueOrDefault(publication.Key!) ?? Nobody,
        _ => _sockets,
    };

    private void Add(HubSocket socket)
    {
        socket.IsConnected = true;
        _sockets.Add(socket);
        if (socket.UserId is null) return;
        if (!_users.TryGetValue(socket.UserId, out var sockets)) _users.Add(socket.UserId, sockets = []);
        sockets.Add(socket);
    }

    private void Remove(HubSocket socket, bool forget)
    {
        if (!socket.IsConnected) return;
        socket.IsConnected = false;
        _sockets.Remove(socket);
        RemoveUser(socket);
        foreach (var (name, _) in socket.Channels)
            if (Exit(socket, name) is { } channel) Announce("channel:leave", name, channel.Name, socket, echo: false);
        Lose(socket, forget);
    }

    private void RemoveUser(HubSocket socket)
    {
        if (socket.UserId is null || !_users.TryGetValue(socket.UserId, out var sockets)) return;
        sockets.Remove(socket);
        if (sockets.Count == 0) _users.Remove(socket.UserId);
    }

    private void EndSession(HubSocket socket)
    {
        if (socket.EnforcesSession)
        {
            socket.Connection.Send(SocketMessages.Disconnect);
            socket.Connection.Close("session ended");
            Remove(socket, forget: true);
            return;
        }

        RemoveUser(socket);
        (socket.UserId, socket.SessionToken) = (null, null);
    }

    /// <summary>Takes a socket out of a channel; gives the channel.</summary>
    private Channel? Exit(HubSocket socket, string name)
    {
        if (!_channels.TryGetValue(name, out var channel) || !channel.Members.Remove(socket)) return null;
        if (channel.Members.Count == 0) _channels.Remove(name);
        return channel;
    }

    private void Announce(string name, string channel, ReadOnlyMemory<byte> channelJson, HubSocket socket, bool echo)
    {
        if (_isStopped) return;
        var json = SocketMessages.ChannelEvent(name, channelJson.Span, socket.Id, socket.Profile.Json.Span);
        _backplane.Publish(new Publication(Audience.Channel, channel, json, socket.Profile.Attachments)
        {
            Except = echo ? null : socket,
            ExceptClient = echo ? null : socket.Client,
        });
    }
}
