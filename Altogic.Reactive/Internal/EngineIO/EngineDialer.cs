using System.Net.WebSockets;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.Execution;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>
/// Opens real transports. Where WebSocket comes first and cannot be had, polling is tried at once, and moves to a WebSocket when there is one
/// after all. A server that cannot be reached, or has too much to do, is not asked twice.
/// </summary>
internal sealed class EngineDialer(
    EngineAddress address,
    RealtimeTransport transport,
    Func<Uri, CancellationToken, Task<WebSocket>> connect,
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
    int largestMessage,
    ILogger log) : IEngineDialer
{
    private readonly SlabPool _pool = new();
    private volatile bool _isAskingForWebSocket;
    private volatile bool _isPollingNext;

    public SlabPool Pool => _pool;

    public Task<IEngineTransport> DialAsync(CancellationToken cancellation) => transport switch
    {
        RealtimeTransport.WebSocketOnly => OpenAsync(CreateWebSocket(null), cancellation),
        RealtimeTransport.WebSocketFirst => OpenEitherAsync(cancellation),
        _ => OpenAsync(CreatePolling(), cancellation),
    };

    // a proxy may swallow the request for a WebSocket without a word: the next attempt then begins at the other end
    public void TookTooLong() => _isPollingNext = _isAskingForWebSocket;

    public WebSocketTransport? CreateUpgrade(string sid) =>
        transport is RealtimeTransport.PollingFirst or RealtimeTransport.WebSocketFirst ? CreateWebSocket(sid) : null;

    private async Task<IEngineTransport> OpenEitherAsync(CancellationToken cancellation)
    {
        var isPolling = _isPollingNext;
        (_isPollingNext, _isAskingForWebSocket) = (false, !isPolling);
        if (isPolling) return await OpenAsync(CreatePolling(), cancellation).ConfigureAwait(false);
        try
        {
            return await OpenAsync(CreateWebSocket(null), cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && !IsUnreachable(exception))
        {
            log.FallingBack(exception.GetType().Name);
        }

        _isAskingForWebSocket = false;
        return await OpenAsync(CreatePolling(), cancellation).ConfigureAwait(false);
    }

    private static bool IsUnreachable(Exception exception) => exception is TransportRefusedException
        || (FailureMap.TryMap(exception) is { } error
            && (error.HasCode(ErrorCodes.ConnectionFailed) || error.HasCode(ErrorCodes.HostNotFound) || error.HasCode(ErrorCodes.TlsFailed)));

    private static async Task<IEngineTransport> OpenAsync(IEngineTransport opening, CancellationToken cancellation)
    {
        try
        {
            await opening.OpenAsync(cancellation).ConfigureAwait(false);
            return opening;
        }
        catch
        {
            opening.Dispose();
            throw;
        }
    }

    private WebSocketTransport CreateWebSocket(string? sid) => new(address.WebSocket(sid), connect, _pool, largestMessage);

    private PollingTransport CreatePolling() => new(address, send, largestMessage);
}
