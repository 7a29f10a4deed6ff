using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>Finds the name of an event without parsing what comes with it. Pure.</summary>
internal static class SocketEvent
{
    /// <summary>Splits <c>["name",argument,…]</c>.</summary>
    /// <param name="payload">The JSON of an event packet.</param>
    /// <param name="name">The name as it stands there: a text with its quotes, or a number.</param>
    /// <param name="arguments">What stands between the comma after the name and the closing bracket; empty where there is nothing.</param>
    /// <param name="error">Why it is no event.</param>
    public static bool TryReadName(ReadOnlySpan<byte> payload, out JsonSlice name, out JsonSlice arguments, out PacketError error)
    {
        (name, arguments, error) = (default, default, PacketError.InvalidPayload);
        if (payload.Length < 2 || payload[0] != '[' || payload[payload.Length - 1] != ']') return false;
        var at = 1;
        JsonScan.SkipWhiteSpace(payload, ref at);
        var start = at;
        error = PacketError.InvalidEventName;
        if (payload[start] is not ((byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'))) return false;
        if (!JsonScan.TrySkipValue(payload, ref at)) return false;
        name = new JsonSlice(start, at - start);
        if (IsReserved(name.Of(payload)))
        {
            error = PacketError.ReservedEventName;
            return false;
        }

        JsonScan.SkipWhiteSpace(payload, ref at);
        error = PacketError.InvalidPayload;
        var last = payload.Length - 1;
        if (at == last)
        {
            error = PacketError.None;
            return true;
        }

        if (payload[at] != ',' || at + 1 == last) return false;
        arguments = new JsonSlice(at + 1, last - at - 1);
        error = PacketError.None;
        return true;
    }

    /// <summary>Whether Socket.IO keeps this name for itself (realtime §5.1).</summary>
    /// <param name="name">The name with its quotes.</param>
    public static bool IsReserved(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("\"connect\""u8) || name.SequenceEqual("\"connect_error\""u8) || name.SequenceEqual("\"disconnect\""u8)
        || name.SequenceEqual("\"disconnecting\""u8) || name.SequenceEqual("\"newListener\""u8) || name.SequenceEqual("\"removeListener\""u8);
}
