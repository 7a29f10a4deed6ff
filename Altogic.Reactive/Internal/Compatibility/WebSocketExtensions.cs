using System.Net.WebSockets;
#if NETSTANDARD2_0
using System.Runtime.InteropServices;
#endif

namespace Altogic.Reactive.Internal.Compatibility;

/// <summary>Memory in and out of a WebSocket on every framework.</summary>
internal static class WebSocketExtensions
{
#if NET
    public static ValueTask<WebSocketReadResult> ReadAsync(this WebSocket socket, Memory<byte> buffer, CancellationToken cancellation)
    {
        var receiving = socket.ReceiveAsync(buffer, cancellation);
        return receiving.IsCompletedSuccessfully
            ? new ValueTask<WebSocketReadResult>(ToResult(receiving.GetAwaiter().GetResult()))
            : WaitAsync(receiving);
    }

    public static ValueTask WriteAsync(
        this WebSocket socket, ReadOnlyMemory<byte> buffer, WebSocketMessageType type, CancellationToken cancellation) =>
        socket.SendAsync(buffer, type, endOfMessage: true, cancellation);

    private static async ValueTask<WebSocketReadResult> WaitAsync(ValueTask<ValueWebSocketReceiveResult> receiving) =>
        ToResult(await receiving.ConfigureAwait(false));

    private static WebSocketReadResult ToResult(ValueWebSocketReceiveResult result) =>
        new(result.Count, result.EndOfMessage, result.MessageType);
#else
    public static async Task<WebSocketReadResult> ReadAsync(this WebSocket socket, Memory<byte> buffer, CancellationToken cancellation)
    {
        var result = await socket.ReceiveAsync(Array(buffer), cancellation).ConfigureAwait(false);
        return new WebSocketReadResult(result.Count, result.EndOfMessage, result.MessageType);
    }

    public static Task WriteAsync(
        this WebSocket socket, ReadOnlyMemory<byte> buffer, WebSocketMessageType type, CancellationToken cancellation) =>
        socket.SendAsync(Array(buffer), type, endOfMessage: true, cancellation);

    private static ArraySegment<byte> Array(ReadOnlyMemory<byte> buffer) =>
        MemoryMarshal.TryGetArray(buffer, out var bytes) ? bytes : new ArraySegment<byte>(buffer.ToArray());
#endif
}
