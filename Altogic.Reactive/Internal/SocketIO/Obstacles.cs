using System.Net.Sockets;
using System.Net.WebSockets;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>Reads from the end of an attempt what it has met.</summary>
internal static class Obstacles
{
    public static Obstacle Of(CloseCause cause)
    {
        if (cause.Reason == CloseReason.OpenTimeout) return Obstacle.Busy;
        for (var exception = cause.Exception; exception is not null; exception = exception.InnerException)
        {
            switch (exception)
            {
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return Obstacle.NobodyListens;
                // an HTTP answer of any other kind than the one asked for
                case TransportRefusedException or WebSocketException { WebSocketErrorCode: WebSocketError.NotAWebSocket }:
                    return Obstacle.Busy;
                default:
                    continue;
            }
        }

        return Obstacle.Broken;
    }
}
