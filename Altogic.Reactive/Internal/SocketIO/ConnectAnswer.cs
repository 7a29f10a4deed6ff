using System.Buffers.Text;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>The server's answer to CONNECT (realtime §8.2), with what our own backend adds to it.</summary>
/// <param name="SocketId">Our id at the server.</param>
/// <param name="Token">Names this logical client over its connections; null where the server does not recover them.</param>
/// <param name="IsRecovered">Whether everything since the last connection follows.</param>
/// <param name="Offset">The id of the latest event.</param>
internal sealed record ConnectAnswer(string SocketId, string? Token, bool IsRecovered, long Offset)
{
    private const long Version = 1;

    /// <summary>Null when there is no usable socket id.</summary>
    public static ConnectAnswer? Read(ReadOnlySpan<byte> json)
    {
        if (!JsonScan.IsValue(json) || !JsonScan.TryFindMember(json, "sid"u8, out var sid)) return null;
        var id = JsonScan.ReadText(sid.Of(json));
        if (string.IsNullOrEmpty(id)) return null;
        var plain = new ConnectAnswer(id!, Token: null, IsRecovered: false, Offset: 0);
        if (!JsonScan.TryFindMember(json, "recovery"u8, out var slice)) return plain;
        var recovery = slice.Of(json);
        var token = JsonScan.TryFindMember(recovery, "token"u8, out var text) ? JsonScan.ReadText(text.Of(recovery)) : null;
        if (string.IsNullOrEmpty(token) || Number(recovery, "version"u8) != Version) return plain;
        var isRecovered = JsonScan.TryFindMember(recovery, "recovered"u8, out var flag) && flag.Of(recovery).SequenceEqual("true"u8);
        return plain with { Token = token, IsRecovered = isRecovered, Offset = Number(recovery, "offset"u8) ?? 0 };
    }

    private static long? Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) =>
        JsonScan.TryFindMember(json, name, out var slice) && Utf8Parser.TryParse(slice.Of(json), out long value, out var used)
        && used == slice.Length ? value : null;
}
