namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>The addresses of one server's Engine.IO transports (realtime §7.1).</summary>
/// <param name="Origin">Scheme, host and port of the server.</param>
internal sealed record EngineAddress(Uri Origin)
{
    private const string Endpoint = "/socket.io/?EIO=4&transport=";

    /// <summary>The address of a WebSocket; with the id of a polling session, of its upgrade.</summary>
    public Uri WebSocket(string? sid = null)
    {
        var scheme = Origin.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
        return new Uri(scheme + "://" + Origin.Authority + Endpoint + "websocket" + Session(sid));
    }

    /// <summary>The address of a polling request.</summary>
    public Uri Polling(string? sid, string cacheBuster) =>
        new(Origin.Scheme + "://" + Origin.Authority + Endpoint + "polling&t=" + cacheBuster + Session(sid));

    private static string Session(string? sid) => sid is null ? "" : "&sid=" + Uri.EscapeDataString(sid);
}
