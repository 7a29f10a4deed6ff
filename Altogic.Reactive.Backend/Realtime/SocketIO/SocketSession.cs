using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>Socket.IO on one Engine.IO session, with one namespace (realtime §8): connects, reads commands, hands them to the hub.</summary>
internal sealed class SocketSession : IEngineHandler
{
    private const int MostAttachments = 10;
    private readonly IEngineConnection _connection;
    private readonly EngineOrigin _origin;
    private readonly SocketServices _services;
    private readonly SocketPacketAssembler _assembler;
    private readonly RateLimit _rate;
    private readonly ITimer _connectTimer;
    private HubSocket? _socket;
    private volatile bool _isClosed;

    public SocketSession(IEngineConnection connection, EngineOrigin origin, SocketServices services)
    {
        (_connection, _origin, _services) = (connection, origin, services);
        var settings = services.Settings;
        _assembler = new SocketPacketAssembler(MostAttachments, services.MaxPayload);
        _rate = new RateLimit(settings.EventsPerSecond, settings.EventBurst, services.Time);
        _connectTimer = services.Time.CreateTimer(
            static state => ((IEngineConnection)state!).Close("connect timeout"), connection, settings.ConnectTimeout, Timeout.InfiniteTimeSpan);
    }

    public bool OnMessage(in EnginePacket message) => _assembler.Add(message, out var complete, out _) switch
    {
        AssemblyStatus.Complete => OnPacket(complete),
        AssemblyStatus.Pending => true,
        _ => false,
    };

    public void OnClosed(string reason)
    {
        _isClosed = true;
        _connectTimer.Dispose();
        Leave(reason, forget: false);
    }

    private bool OnPacket(in SocketMessage message)
    {
        var packet = message.Packet;
        // read once: the connection may end at any moment
        var socket = _socket;
        // asked before anything of it is read; an event gets its refusal as an answer, everything else ends the connection
        if (!_rate.TryTake()) return socket is not null && IsEvent(packet) && OnTooMany(socket, message);
        if (packet.Namespace != SocketPacketCodec.DefaultNamespace) return OnOtherNamespace(packet);
        if (packet.Type == SocketPacketType.Connect) return socket is null && OnConnect(packet.Payload);
        if (socket is null) return false;
        switch (packet.Type)
        {
            case SocketPacketType.Disconnect:
                _connectTimer.Change(_services.Settings.ConnectTimeout, Timeout.InfiniteTimeSpan);
                Leave("client namespace disconnect", forget: true);
                return true;
            case SocketPacketType.Event or SocketPacketType.BinaryEvent:
                return OnEvent(socket, message);
            case SocketPacketType.Ack or SocketPacketType.BinaryAck:
                return true;
            default:
                return false;
        }
    }

    private bool OnOtherNamespace(SocketPacket packet)
    {
        if (packet.Type != SocketPacketType.Connect) return false;
        _connection.Send(SocketMessages.ConnectError(packet.Namespace, "Invalid namespace"));
        return true;
    }

    private bool OnConnect(ReadOnlyMemory<byte> payload)
    {
        if (!ConnectRequest.TryRead(payload, out var request)) return false;
        using (request)
        {
            Admission admission;
            try
            {
                admission = _services.Admission.Admit(request.Auth, _origin);
            }
            catch (ApiException e)
            {
                RealtimeLog.Refused(_services.Log, e.Items[0].Code);
                _connection.Send(SocketMessages.ConnectError(SocketPacketCodec.DefaultNamespace, e.Message, json => Write(json, e.Items[0])));
                return true;
            }

            Enter(request, admission);
            return true;
        }
    }

    private void Enter(ConnectRequest request, Admission admission)
    {
        _connectTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var socket = new HubSocket(EngineServer.NewId(), _connection)
        {
            Echo = request.Echo,
            EnforcesSession = admission.EnforcesSession,
            SessionToken = admission.SessionToken,
            UserId = admission.UserId,
        };
        _socket = socket;
        _services.Hub.Connect(socket, request.Recovery);
        RealtimeLog.Connected(_services.Log, socket.Id);

        // The connection, or the session, may have ended before the hub knew of the socket.
        if (_isClosed) _services.Hub.Disconnect(socket, forget: false);
        if (admission is { UserId: { } user, SessionToken: { } token } && !_services.Admission.IsLive(token)) _services.Hub.EndSession(user, token);
    }

    private static bool IsEvent(in SocketPacket packet) =>
        packet.Namespace == SocketPacketCodec.DefaultNamespace && packet.Type is SocketPacketType.Event or SocketPacketType.BinaryEvent;

    /// <summary>Only the name is read. A client with recovery gives an event the same number as sequence and as acknowledgement.</summary>
    private bool OnTooMany(HubSocket socket, in SocketMessage message)
    {
        var payload = message.Packet.Payload.Span;
        if (!SocketEvent.TryReadName(payload, out var nameSlice, out _, out _)) return false;
        var name = nameSlice.Of(payload);
        var kind = CommandReader.KindOf(name);
        if (kind == CommandKind.Members && message.Packet.Id is null) return true;
        var seq = kind == CommandKind.Members ? 0 : message.Packet.Id ?? 0;
        Execute(socket, new Command(kind) { Refusal = Refusal.TooManyEvents, Seq = seq }, name, message.Packet.Id);
        return true;
    }

    private bool OnEvent(HubSocket socket, in SocketMessage message)
    {
        var payload = message.Packet.Payload.Span;
        if (!SocketEvent.TryReadName(payload, out var nameSlice, out var rest, out _) || !JsonScan.IsValue(payload)) return false;
        var name = nameSlice.Of(payload);
        var kind = CommandReader.KindOf(name);
        var command = _services.Commands.Read(kind, FirstArgument(rest.Of(payload)), message.Attachments);
        if (kind == CommandKind.Members && message.Packet.Id is null) return true;
        Execute(socket, command, name, message.Packet.Id);
        return true;
    }

    private void Execute(HubSocket socket, Command command, ReadOnlySpan<byte> name, long? ackId)
    {
        var eventName = command.Kind == CommandKind.Unknown ? "" : JsonScan.ReadText(name)!;
        if (command.Refusal is { } refusal) RealtimeLog.EventRefused(_services.Log, socket.Id, eventName, refusal.Code);
        _services.Hub.Execute(socket, command, eventName, ackId);
    }

    private void Leave(string reason, bool forget)
    {
        if (Interlocked.Exchange(ref _socket, null) is not { } socket) return;
        _services.Hub.Disconnect(socket, forget);
        RealtimeLog.Disconnected(_services.Log, socket.Id, reason);
    }

    private static ReadOnlySpan<byte> FirstArgument(ReadOnlySpan<byte> arguments)
    {
        var at = 0;
        JsonScan.SkipWhiteSpace(arguments, ref at);
        var start = at;
        return JsonScan.TrySkipValue(arguments, ref at) ? arguments[start..at] : default;
    }

    private static void Write(Utf8JsonWriter json, ErrorItem item)
    {
        json.WriteStartObject();
        json.WriteString("origin"u8, item.Origin);
        json.WriteString("code"u8, item.Code);
        json.WriteString("message"u8, item.Message);
        if (item.Details is not null)
        {
            json.WritePropertyName("details"u8);
            item.Details.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
