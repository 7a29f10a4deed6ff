using System.Reactive.Disposables;
using System.Runtime.InteropServices;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>One attempt and what becomes of it: an Engine.IO session with one Socket.IO namespace on it.</summary>
#pragma warning disable CA1001 // its owner ends it with End, which also says goodbye
internal sealed class SocketLink : IEngineEvents
#pragma warning restore CA1001
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly SocketConnection _owner;
    private readonly SocketPacketAssembler _assembler;
    private readonly SerialDisposable _timer = new();
    private volatile bool _isAccepted;
    private bool _isCounting;
    private long _lastBefore;
    private int _pingsBefore;

    public SocketLink(SocketConnection owner)
    {
        _owner = owner;
        _assembler = new SocketPacketAssembler(maxBytes: owner.Settings.LargestMessage);
        Engine = new EngineConnection(owner.Settings.Dialer, this, owner.Settings.Scheduler, owner.Settings.Timeout, Goodbye);
    }

    public EngineConnection Engine { get; }

    /// <summary>The session it has been opened with, once <see cref="HasToken"/>; both are guarded by the owner's lock.</summary>
    public string? Token { get; set; }

    public bool HasToken { get; set; }

    /// <summary>The largest packet that the server takes, in bytes.</summary>
    public long LargestPacket { get; private set; } = long.MaxValue;

    /// <summary>It goes on where another one ended, and is sent what came meanwhile.</summary>
    /// <param name="last">The id of the last event before this link.</param>
    public void CatchUp(long last) => (_lastBefore, _pingsBefore) = (last, Engine.Pings);

    /// <summary>Whether that has come: the last of it, or a ping, which follows it.</summary>
    /// <param name="offset">The id of the last event that was received.</param>
    public bool HasCaughtUp(long offset) => offset >= _lastBefore || Engine.Pings > _pingsBefore;

    /// <summary>Begins on a thread of the scheduler: what opens a connection may be code of the app.</summary>
    public void Start()
    {
        _timer.Disposable = _owner.Settings.Scheduler.Schedule(this, _owner.Settings.Timeout, static (_, link) =>
        {
            link.Engine.Close(CloseCause.OpenTimeout);
            return Disposable.Empty;
        });
        _owner.Settings.Scheduler.Schedule(this, static (_, link) =>
        {
            link.Engine.Start();
            return Disposable.Empty;
        });
    }

    /// <summary>Ends it in good order; does nothing when it has ended by itself.</summary>
    /// <param name="sayGoodbye">Whether the server does not know yet.</param>
    public void End(bool sayGoodbye)
    {
        _timer.Dispose();
        Engine.Leave(sayGoodbye && _isAccepted ? "1"u8 : default);
    }

    public void Opened(EngineHandshake handshake)
    {
        LargestPacket = handshake.MaxPayload;
        var auth = _owner.CreateAuth(this);
        var packet = new byte[auth.Length + 1];
        packet[0] = (byte)'0';
        auth.CopyTo(packet, 1);
        Engine.SendControl(EnginePacketType.Message, packet);
    }

    public bool Received(in EnginePacket message, ReceiveSlab slab)
    {
        switch (_assembler.Add(message, out var complete, out var error))
        {
            case AssemblyStatus.Complete:
                return Handle(complete, slab);
            case AssemblyStatus.Pending:
                return false;
            default:
                Engine.Close(CloseCause.ParseError(error));
                return false;
        }
    }

    public void Idle() => _owner.Client.Idle();

    public bool TryTake(FrameBatch batch, int enough, bool isPolling)
    {
        var isTaken = _owner.Outbox.TryTake(this, batch, enough, isPolling);
        if (_owner.Outbox.TakeTooLarge() is { Count: > 0 } refused) _owner.Settings.Scheduler.Schedule(refused, static (_, entries) => Refuse(entries));
        return isTaken;
    }

    public void Written()
    {
        foreach (var entry in _owner.Outbox.Written(this)) entry.Finish(error: null);
    }

    public void Failed(Exception exception) => _owner.Settings.Log.EndFailed(exception);

    public void Closed(CloseCause cause)
    {
        _timer.Dispose();
        _owner.Lost(this, cause);
    }

    private static IDisposable Refuse(IReadOnlyList<OutboxEntry> entries)
    {
        foreach (var entry in entries) entry.Finish(entry.WasWritten ? SocketErrors.DeliveryUnknown() : SocketErrors.TooLarge());
        return Disposable.Empty;
    }

    private bool Handle(in SocketMessage message, ReceiveSlab slab)
    {
        var packet = message.Packet;
        if (packet.Namespace != SocketPacketCodec.DefaultNamespace) return false;
        switch (packet.Type)
        {
            case SocketPacketType.Event:
            case SocketPacketType.BinaryEvent:
                return HandleEvent(message, slab);
            case SocketPacketType.Ack:
            case SocketPacketType.BinaryAck:
                HandleAcknowledgement(packet);
                return false;
            case SocketPacketType.Connect when !_isAccepted:
                HandleAnswer(packet);
                return false;
            case SocketPacketType.ConnectError when !_isAccepted:
                HandleRefusal(packet);
                return false;
            case SocketPacketType.Disconnect:
                _owner.Dismissed(this);
                return false;
            default:
                Engine.Close(CloseCause.ParseError("a second answer to CONNECT"));
                return false;
        }
    }

    private bool HandleEvent(in SocketMessage message, ReceiveSlab slab)
    {
        var payload = message.Packet.Payload;
        if (!SocketEvent.TryReadName(payload.Span, out var name, out var arguments, out var error))
        {
            Engine.Close(CloseCause.ParseError(error));
            return false;
        }

        var isOurs = _isCounting && EventId.TryTake(payload.Span, ref arguments, out var id) ? _owner.TryNote(this, id) : _owner.IsCurrent(this);
        if (!isOurs || !MemoryMarshal.TryGetArray(payload, out var bytes)) return false;
        var isCopied = message.Attachments.Count > 0;
        var memory = isCopied ? new ReceiveSlab(bytes.Array!) : slab;
        var data = new SocketEventData(memory, bytes.Offset, bytes.Count, name, arguments, message.Attachments);
        return _owner.Client.Receive(data) && !isCopied;
    }

    private void HandleAcknowledgement(in SocketPacket packet)
    {
        if (packet.Id is not { } id || _owner.Outbox.Acknowledge(this, id) is not { } entry) return;
        entry.Finish(SocketErrors.ReadAcknowledgement(packet.Payload, _owner.Settings.Format));
    }

    private void HandleAnswer(in SocketPacket packet)
    {
        if (ConnectAnswer.Read(packet.Payload.Span) is not { } answer)
        {
            Engine.Close(CloseCause.ParseError("an answer to CONNECT without a socket id"));
            return;
        }

        _timer.Dispose();
        _isAccepted = true;
        _isCounting = answer.Token is not null;
        _owner.Accepted(this, answer);
    }

    private void HandleRefusal(in SocketPacket packet)
    {
        if (SocketErrors.ReadRefusal(packet.Payload, _owner.Settings.Format) is { } error) _owner.Refused(this, error);
        else Engine.Close(CloseCause.ParseError("a refusal without a message"));
    }
}
