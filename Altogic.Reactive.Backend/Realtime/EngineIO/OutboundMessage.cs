using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>
/// A packet in the form in which it goes out, made once for all its receivers: the head of its WebSocket frame, then its bytes.
/// The attachments of a Socket.IO packet follow it in a chain, so that nothing comes between them. Immutable.
/// </summary>
internal sealed class OutboundMessage
{
    private readonly byte[] _frame;
    private readonly int _head;

    private OutboundMessage(ReadOnlySpan<byte> payload, bool isBinary, OutboundMessage? next)
    {
        _head = WebSocketFrame.HeadLength(payload.Length);
        _frame = GC.AllocateUninitializedArray<byte>(_head + payload.Length);
        WebSocketFrame.WriteHead(_frame, isBinary, payload.Length);
        payload.CopyTo(_frame.AsSpan(_head));
        (IsBinary, Next) = (isBinary, next);
        Bytes = _frame.Length + (next?.Bytes ?? 0);
    }

    public bool IsBinary { get; }

    /// <summary>The next attachment.</summary>
    public OutboundMessage? Next { get; }

    /// <summary>The size with all attachments.</summary>
    public int Bytes { get; }

    /// <summary>The whole WebSocket frame.</summary>
    public ReadOnlyMemory<byte> Frame => _frame;

    /// <summary>What is in the frame.</summary>
    public ReadOnlyMemory<byte> Payload => _frame.AsMemory(_head);

    /// <summary>The same as a packet, for polling.</summary>
    public EnginePacket Packet => IsBinary
        ? EnginePacketCodec.ReadBinary(Payload)
        : new EnginePacket((EnginePacketType)(Payload.Span[0] - '0'), Payload[1..]);

    /// <summary>A packet whose text begins with its Engine.IO type.</summary>
    public static OutboundMessage Text(ReadOnlySpan<byte> text, OutboundMessage? next = null) => new(text, isBinary: false, next);

    /// <summary>A packet of the engine itself.</summary>
    public static OutboundMessage Engine(EnginePacketType type) => new([(byte)('0' + (byte)type)], isBinary: false, null);

    /// <summary>The attachments of a packet as one chain; null when there are none.</summary>
    public static OutboundMessage? Chain(IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        OutboundMessage? chain = null;
        for (var i = attachments.Count - 1; i >= 0; i--) chain = new OutboundMessage(attachments[i].Span, isBinary: true, chain);
        return chain;
    }
}
