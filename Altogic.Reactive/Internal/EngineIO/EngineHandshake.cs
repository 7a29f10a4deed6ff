using System.Buffers.Text;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>What the server says in its open packet (realtime §7.2).</summary>
/// <param name="Sid">The id of the session.</param>
/// <param name="CanUpgrade">Whether it offers WebSocket to a polling client.</param>
/// <param name="PingInterval">The time between two pings.</param>
/// <param name="PingTimeout">How much later than that a ping may come.</param>
/// <param name="MaxPayload">The largest polling body it takes, in bytes.</param>
internal sealed record EngineHandshake(string Sid, bool CanUpgrade, TimeSpan PingInterval, TimeSpan PingTimeout, long MaxPayload)
{
    private const long LongestInterval = 24 * 60 * 60 * 1000;

    /// <summary>Reads the JSON of an open packet; null when it is not usable.</summary>
    public static EngineHandshake? Read(ReadOnlySpan<byte> json)
    {
        if (!JsonScan.IsValue(json) || !JsonScan.TryFindMember(json, "sid"u8, out var sid)) return null;
        var id = JsonScan.ReadText(sid.Of(json));
        var interval = Number(json, "pingInterval"u8);
        var timeout = Number(json, "pingTimeout"u8);
        if (string.IsNullOrEmpty(id) || interval is not (> 0 and <= LongestInterval) || timeout is not (> 0 and <= LongestInterval)) return null;
        var canUpgrade = JsonScan.TryFindMember(json, "upgrades"u8, out var upgrades)
            && upgrades.Of(json).IndexOf("\"websocket\""u8) >= 0;
        return new EngineHandshake(
            id!, canUpgrade, TimeSpan.FromMilliseconds(interval.Value), TimeSpan.FromMilliseconds(timeout.Value),
            Number(json, "maxPayload"u8) is > 0 and { } most ? most : long.MaxValue);
    }

    private static long? Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (!JsonScan.TryFindMember(json, name, out var slice)) return null;
        var token = slice.Of(json);
        return Utf8Parser.TryParse(token, out long value, out var used) && used == token.Length ? value : null;
    }
}
