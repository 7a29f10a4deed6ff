using System.Net.WebSockets;

namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>The framework's own WebSocket.</summary>
internal static class DefaultWebSocket
{
    public static async Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            // the protocol above has a heartbeat of its own
            socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
