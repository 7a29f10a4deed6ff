using System.Net.WebSockets;
#if NET
using Altogic.Reactive.Internal.EngineIO.Transports;
#endif

namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>The framework's own WebSocket.</summary>
internal static class DefaultWebSocket
{
#if NET
    private const int TooManyRequests = 429;
    private const int ServiceUnavailable = 503;

#endif
    public static async Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            // the protocol above has a heartbeat of its own
            socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
#if NET
            socket.Options.CollectHttpResponseDetails = true;
#endif
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return socket;
        }
#if NET
        // who has too much to do has no more time for a polling request; .NET Standard does not say which status it was
        catch (WebSocketException exception) when ((int)socket.HttpStatusCode is TooManyRequests or ServiceUnavailable)
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            throw new TransportRefusedException(status, exception);
        }
#endif
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
