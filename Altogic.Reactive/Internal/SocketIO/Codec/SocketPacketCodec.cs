using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>
/// Type, attachments, namespace, id and payload of a packet (realtime §8.1). It checks the structure and the kind of the payload, not
/// the JSON inside: who looks at it parses it. Pure.
/// </summary>
internal static class SocketPacketCodec
{
    public const string DefaultNamespace = "/";
    private const int MostIdDigits = 15;
    private const int MostCountDigits = 6;

    /// <summary>Reads the text of an Engine.IO message without copying it.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> text, out SocketPacket packet, out PacketError error)
    {
        packet = default;
        var span = text.Span;
        error = ReadType(span, out var type);
        if (error != PacketError.None) return false;
        var at = 1;
        error = ReadCount(span, type, ref at, out var count);
        if (error != PacketError.None) return false;
        error = ReadNamespace(span, ref at, out var ns);
        if (error != PacketError.None) return false;
        error = ReadId(span, type, ref at, out var id);
        if (error != PacketError.None) return false;
        var payload = text.Slice(at);
        if (!IsRightKind(type, payload.Span))
        {
            error = PacketError.InvalidPayload;
            return false;
        }

        packet = new SocketPacket(type, ns, id, count, payload);
        return true;
    }

    /// <summary>Writes all of a packet that comes before its JSON.</summary>
    public static void WriteHead(
        IBufferWriter<byte> output, SocketPacketType type, string ns = DefaultNamespace, long? id = null, int attachments = 0)
    {
        var span = output.GetSpan(48 + (ns.Length * 3));
        span[0] = (byte)('0' + (byte)type);
        var at = 1;
        if (type is SocketPacketType.BinaryEvent or SocketPacketType.BinaryAck)
        {
            at += Format(attachments, span.Slice(at));
            span[at++] = (byte)'-';
        }

        if (ns != DefaultNamespace)
        {
            var bytes = Encoding.UTF8.GetBytes(ns);
            bytes.CopyTo(span.Slice(at));
            at += bytes.Length;
            span[at++] = (byte)',';
        }

        if (id is { } number) at += Format(number, span.Slice(at));
        output.Advance(at);
    }

    private static PacketError ReadType(ReadOnlySpan<byte> text, out SocketPacketType type)
    {
        type = default;
        if (text.IsEmpty) return PacketError.Empty;
        var digit = text[0] - '0';
        if (digit is < 0 or > (int)SocketPacketType.BinaryAck) return PacketError.UnknownType;
        type = (SocketPacketType)digit;
        return PacketError.None;
    }

    private static PacketError ReadCount(ReadOnlySpan<byte> text, SocketPacketType type, ref int at, out int count)
    {
        count = 0;
        if (type is not (SocketPacketType.BinaryEvent or SocketPacketType.BinaryAck)) return PacketError.None;
        var digits = Digits(text.Slice(at));
        if (digits is 0 or > MostCountDigits || at + digits >= text.Length || text[at + digits] != '-') return PacketError.InvalidAttachmentCount;
        count = (int)Parse(text.Slice(at, digits));
        at += digits + 1;
        return count == 0 ? PacketError.InvalidAttachmentCount : PacketError.None;
    }

    private static PacketError ReadNamespace(ReadOnlySpan<byte> text, ref int at, out string ns)
    {
        ns = DefaultNamespace;
        if (at >= text.Length || text[at] != '/') return PacketError.None;
        var rest = text.Slice(at);
        var end = rest.IndexOf((byte)',');

        // a namespace may stand alone: "1/admin"
        var name = end < 0 ? rest : rest.Slice(0, end);
        if (name.IndexOfAny((byte)'{', (byte)'[', (byte)'"') >= 0) return PacketError.InvalidNamespace;
        if (name.Length > 1) ns = Encoding.UTF8.GetString(name.ToArray());
        at = end < 0 ? text.Length : at + end + 1;
        return PacketError.None;
    }

    private static PacketError ReadId(ReadOnlySpan<byte> text, SocketPacketType type, ref int at, out long? id)
    {
        id = null;
        var digits = Digits(text.Slice(at));
        var isAck = type is SocketPacketType.Ack or SocketPacketType.BinaryAck;
        if (digits == 0) return isAck ? PacketError.InvalidId : PacketError.None;
        if (digits > MostIdDigits || !(isAck || type is SocketPacketType.Event or SocketPacketType.BinaryEvent)) return PacketError.InvalidId;
        id = Parse(text.Slice(at, digits));
        at += digits;
        return PacketError.None;
    }

    private static bool IsRightKind(SocketPacketType type, ReadOnlySpan<byte> payload) => type switch
    {
        SocketPacketType.Connect => payload.IsEmpty || IsBetween(payload, '{', '}'),
        SocketPacketType.Disconnect => payload.IsEmpty,
        SocketPacketType.ConnectError => IsBetween(payload, '{', '}') || IsBetween(payload, '"', '"'),
        _ => IsBetween(payload, '[', ']'),
    };

    private static bool IsBetween(ReadOnlySpan<byte> payload, char first, char last) =>
        payload.Length >= 2 && payload[0] == first && payload[payload.Length - 1] == last;

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && text[count] is >= (byte)'0' and <= (byte)'9') count++;
        return count;
    }

    private static long Parse(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (var digit in digits) value = (value * 10) + (digit - '0');
        return value;
    }

    private static int Format(long value, Span<byte> output)
    {
        Utf8Formatter.TryFormat(value, output, out var written);
        return written;
    }
}
