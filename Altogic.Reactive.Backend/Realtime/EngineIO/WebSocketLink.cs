using System.Buffers;
using System.Net.WebSockets;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>
/// One WebSocket. Reading and control frames are the platform's; data frames are made by <see cref="OutboundMessage"/> once for all
/// receivers and written to the stream below, several at a time.
/// </summary>
/// <param name="socket">The platform's side, over <paramref name="stream"/>.</param>
/// <param name="stream">Serialises writes, so that frames never mix.</param>
/// <param name="abort">Cuts the connection.</param>
internal sealed class WebSocketLink(WebSocket socket, FrameStream stream, Action abort) : IDisposable
{
    private const int BatchBytes = 16 << 10;
    private const int ReceiveBytes = 4096;
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Whether this is how a lost connection shows.</summary>
    public static bool IsLoss(Exception e) => e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    /// <summary>Reads one message.</summary>
    public async ValueTask<FrameKind> ReceiveAsync(PooledBuffer buffer, int limit, CancellationToken cancel)
    {
        try
        {
            // An empty read first: it ends when data is there, and takes no memory until then.
            var result = await socket.ReceiveAsync(Memory<byte>.Empty, cancel);
            while (true)
            {
                if (result.MessageType == WebSocketMessageType.Close) return FrameKind.Closed;
                buffer.Advance(result.Count);
                if (buffer.Length > limit) return FrameKind.TooLarge;
                if (result.EndOfMessage) return result.MessageType == WebSocketMessageType.Text ? FrameKind.Text : FrameKind.Binary;
                result = await socket.ReceiveAsync(buffer.GetMemory(ReceiveBytes), cancel);
            }
        }
        catch (Exception e) when (IsLoss(e))
        {
            return FrameKind.Closed;
        }
    }

    /// <summary>Writes one frame; false when the connection is lost.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            await stream.WriteAsync(frame);
            return true;
        }
        catch (Exception e) when (IsLoss(e))
        {
            return false;
        }
    }

    /// <summary>Writes messages one after the other, small ones together.</summary>
    public async Task SendAsync(OutboundMessage[] batch, int count)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BatchBytes);
        try
        {
            var filled = 0;
            for (var i = 0; i < count; i++)
            {
                for (var part = batch[i]; part is not null; part = part.Next)
                {
                    if (filled + part.Frame.Length > buffer.Length)
                    {
                        if (filled > 0) await stream.WriteAsync(buffer.AsMemory(0, filled));
                        filled = 0;
                    }

                    if (part.Frame.Length > buffer.Length)
                    {
                        await stream.WriteAsync(part.Frame);
                        continue;
                    }

                    part.Frame.CopyTo(buffer.AsMemory(filled));
                    filled += part.Frame.Length;
                }
            }

            if (filled > 0) await stream.WriteAsync(buffer.AsMemory(0, filled));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Sends the close frame; the client answers it, which ends reading.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, null, default);
        }
        catch (Exception e) when (IsLoss(e))
        {
            Abort();
        }
    }

    /// <summary>Waits for the last writes, but not for ever, and gives everything back.</summary>
    public async Task FinishAsync(Task writing, TimeProvider time)
    {
        try
        {
            await writing.WaitAsync(CloseTimeout, time);
        }
        catch (TimeoutException)
        {
            Abort();
        }

        Dispose();
    }

    public void Abort()
    {
        abort();
        socket.Abort();
    }

    public void Dispose()
    {
        socket.Dispose();
        stream.Dispose();
    }
}
