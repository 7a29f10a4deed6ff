using System.Buffers;

namespace Altogic.Reactive.Internal.EngineIO.Codec;

/// <summary>One packet per WebSocket frame: a type digit and text, or raw bytes (realtime §7.2 and §7.4). Pure.</summary>
internal static class EnginePacketCodec
{
    /// <summary>Reads a text frame without copying it.</summary>
    public static bool TryReadText(ReadOnlyMemory<byte> packet, out EnginePacket result, out PacketError error)
    {
        result = default;
        if (packet.IsEmpty)
        {
            error = PacketError.Empty;
            return false;
        }

        var type = packet.Span[0] - '0';
        if (type is < 0 or > (int)EnginePacketType.Noop)
        {
            error = PacketError.UnknownType;
            return false;
        }

        result = new EnginePacket((EnginePacketType)type, packet.Slice(1));
        error = PacketError.None;
        return true;
    }

    /// <summary>A binary frame is a message without a type.</summary>
    public static EnginePacket ReadBinary(ReadOnlyMemory<byte> frame) => new(EnginePacketType.Message, frame, IsBinary: true);

    /// <summary>Writes a packet in text form.</summary>
    public static void WriteText(IBufferWriter<byte> output, EnginePacketType type, ReadOnlySpan<byte> data)
    {
        var span = output.GetSpan(data.Length + 1);
        span[0] = (byte)('0' + (byte)type);
        data.CopyTo(span.Slice(1));
        output.Advance(data.Length + 1);
    }
}
