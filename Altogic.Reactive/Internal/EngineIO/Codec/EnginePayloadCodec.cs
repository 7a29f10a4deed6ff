using System.Buffers;
using System.Buffers.Text;

namespace Altogic.Reactive.Internal.EngineIO.Codec;

/// <summary>Several packets in the body of a polling request: joined by U+001E, binary as <c>b</c> and base64 (realtime §7.5). Pure.</summary>
internal static class EnginePayloadCodec
{
    public const byte Separator = 0x1e;
    private const byte BinaryMark = (byte)'b';

    /// <summary>
    /// Reads a whole body. Text packets refer to <paramref name="body"/>, binary ones have arrays of their own. After an error
    /// <paramref name="packets"/> holds those before it.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, List<EnginePacket> packets, out PacketError error)
    {
        do
        {
            var end = body.Span.IndexOf(Separator);
            var packet = end < 0 ? body : body.Slice(0, end);
            if (!TryReadPacket(packet, out var result, out error)) return false;
            packets.Add(result);
            if (end < 0) return true;
            body = body.Slice(end + 1);
        }
        while (true);
    }

    /// <summary>Adds a packet to a body.</summary>
    public static void Append(IBufferWriter<byte> output, in EnginePacket packet, bool isFirst)
    {
        if (!isFirst)
        {
            output.GetSpan(1)[0] = Separator;
            output.Advance(1);
        }

        if (packet.IsBinary) AppendBinary(output, packet.Data.Span);
        else EnginePacketCodec.WriteText(output, packet.Type, packet.Data.Span);
    }

    /// <summary>The bytes that <see cref="Append"/> writes for a packet, without the separator.</summary>
    public static long SizeOf(in EnginePacket packet) =>
        packet.IsBinary ? 1 + ((packet.Data.Length + 2L) / 3 * 4) : 1L + packet.Data.Length;

    private static bool TryReadPacket(ReadOnlyMemory<byte> packet, out EnginePacket result, out PacketError error)
    {
        if (packet.IsEmpty || packet.Span[0] != BinaryMark) return EnginePacketCodec.TryReadText(packet, out result, out error);
        result = default;
        error = PacketError.InvalidBase64;
        var text = packet.Span.Slice(1);
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, bytes, out var read, out var written) != OperationStatus.Done || read != text.Length) return false;
        result = EnginePacketCodec.ReadBinary(bytes.AsMemory(0, written));
        error = PacketError.None;
        return true;
    }

    private static void AppendBinary(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        var span = output.GetSpan(1 + Base64.GetMaxEncodedToUtf8Length(data.Length));
        span[0] = BinaryMark;
        Base64.EncodeToUtf8(data, span.Slice(1), out _, out var written);
        output.Advance(1 + written);
    }
}
