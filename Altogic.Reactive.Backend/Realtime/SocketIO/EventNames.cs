using System.Text;

namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>Which names applications may give their events.</summary>
internal static class EventNames
{
    private static readonly HashSet<string> SocketIoNames = new(StringComparer.Ordinal)
    {
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    };

    private static readonly string[] OwnPrefixes = ["channel:", "user:", "altogic:"];

    /// <summary>Socket.IO drops the connection over its own names; ours would be taken for what they are not (realtime §5.1).</summary>
    public static bool IsReserved(string name) =>
        SocketIoNames.Contains(name) || Array.Exists(OwnPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether UTF-8 can hold the name: half a surrogate pair, escaped in JSON, cannot be.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out _, out var read) != System.Buffers.OperationStatus.Done) return false;
            name = name[read..];
        }

        return true;
    }
}
