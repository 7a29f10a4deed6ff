using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.SocketIO;

namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <content>What clients ask for (realtime §3).</content>
internal sealed partial class RealtimeHub
{
    /// <summary>How many commands came once more and were not done again.</summary>
    public long Repetitions { get; private set; }

    /// <summary>Does what a client asked for, and answers when it wants an answer; a refusal is never silent.</summary>
    public void Execute(HubSocket socket, Command command, string eventName, long? ackId)
    {
        lock (_gate)
        {
            if (!socket.IsConnected) return;
            var numbered = socket.Client is not null && command.Seq > 0;
            if (numbered && !socket.Client!.TryProcess(command.Seq, out var earlier))
            {
                Repetitions++;
                Answer(socket, earlier, eventName, ackId, command);
                return;
            }

            var refusal = command.Refusal ?? Run(socket, command);
            if (numbered && refusal is not null) socket.Client!.Refused(command.Seq, refusal);
            Answer(socket, refusal, eventName, ackId, command);
        }
    }

    private void Answer(HubSocket socket, Refusal? refusal, string eventName, long? ackId, Command command)
    {
        if (ackId is { } id)
        {
            socket.Connection.Send(refusal is null && command.Kind == CommandKind.Members ? ListMembers(id, command.Channel!) : SocketMessages.Ack(id, refusal));
        }
        else if (refusal is not null)
        {
            var json = SocketMessages.ErrorEvent(refusal, eventName);
            socket.Connection.Send(socket.Client is null ? SocketMessages.Event(json, null) : SocketMessages.NumberedEvent(json, _lastId, null));
        }
    }

    private OutboundMessage ListMembers(long ackId, string channel)
    {
        var members = MembersHere(channel);
        return members.Sum(member => (long)member.Profile.Length) > _settings.MemberListBytes
            ? SocketMessages.Ack(ackId, Refusal.TooLarge)
            : SocketMessages.MembersAck(ackId, members);
    }

    private Refusal? Run(HubSocket socket, Command command)
    {
        var echo = command.Echo ?? socket.Echo;
        switch (command.Kind)
        {
            case CommandKind.Message:
                Send(socket, command, echo);
                return null;
            case CommandKind.Join:
                return Join(socket, command, echo);
            case CommandKind.Leave:
                Leave(socket, command, echo);
                return null;
            case CommandKind.Update:
                Update(socket, command.Profile!, echo);
                return null;
            default:
                return null;
        }
    }

    private void Send(HubSocket socket, Command command, bool echo)
    {
        var audience = command.Channel is null ? Audience.Everybody : Audience.Channel;
        _backplane.Publish(new Publication(audience, command.Channel, command.Json, command.Attachments)
        {
            Except = echo ? null : socket,
            ExceptClient = echo ? null : socket.Client,
        });
    }

    private Refusal? Join(HubSocket socket, Command command, bool echo)
    {
        var name = command.Channel!;
        if (socket.Channels.ContainsKey(name)) return null;
        if (socket.Channels.Count >= _settings.ChannelsPerSocket) return Refusal.TooManyChannels;
        Enter(socket, name, command.ChannelJson, new Membership(_lastId, echo));
        return null;
    }

    private void Enter(HubSocket socket, string name, ReadOnlyMemory<byte> json, Membership membership)
    {
        if (!_channels.TryGetValue(name, out var channel)) _channels.Add(name, channel = new Channel(json));
        channel.Members.Add(socket);
        socket.Add(name, membership);
        Announce("channel:join", name, channel.Name, socket, membership.Echo);
    }

    /// <summary>The one who leaves hears of it with echo, although it is no member any more.</summary>
    private void Leave(HubSocket socket, Command command, bool echo)
    {
        var name = command.Channel!;
        if (!socket.Channels.ContainsKey(name)) return;
        if (echo)
        {
            Announce("channel:leave", name, _channels[name].Name, socket, echo: true);
            Exit(socket, name);
        }
        else if (Exit(socket, name) is { } channel)
        {
            Announce("channel:leave", name, channel.Name, socket, echo: false);
        }

        socket.Remove(name);
    }

    private void Update(HubSocket socket, Profile profile, bool echo)
    {
        socket.Profile = profile;
        foreach (var (name, _) in socket.Channels) Announce("channel:update", name, _channels[name].Name, socket, echo);
    }
}
