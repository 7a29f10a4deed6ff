using System.Reactive.Disposables;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Internal.EngineIO;

/// <content>
/// A polling session moves to a WebSocket (realtime §7.6): probe, let the poll under way return, let the writer finish, then move. Until
/// the last step everything that fails leaves the session where it is.
/// </content>
internal sealed partial class EngineConnection
{
    private volatile WebSocketTransport? _upgrade;

    private void StartUpgrade(PollingTransport polling, EngineHandshake handshake)
    {
        if (_dialer.CreateUpgrade(handshake.Sid) is not { } socket) return;
        _upgrade = socket;
        // what opens it may be code of the app, which must not hold up the reader
        _scheduler.Schedule((Connection: this, Polling: polling, Socket: socket), static (_, move) => move.Connection.Probe(move.Polling, move.Socket));
    }

    private IDisposable Probe(PollingTransport polling, WebSocketTransport socket)
    {
        // its failures leave everything as it is, so nobody has to wait for the task
        _ = ProbeAsync(polling, socket);
        return Disposable.Empty;
    }

    private async Task ProbeAsync(PollingTransport polling, WebSocketTransport socket)
    {
        var isReady = false;
        using var late = new CancellationTokenSource();
        using var limit = _scheduler.Schedule(late, _timeout, static (_, late) =>
        {
            late.Cancel();
            return Disposable.Empty;
        });
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_cancellation.Token, late.Token);
            await socket.OpenAsync(either.Token).ConfigureAwait(false);
            isReady = await socket.ProbeAsync(either.Token).ConfigureAwait(false);
        }
        // there is no WebSocket to be had: polling goes on
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            isReady = false;
        }

        if (isReady) polling.Pause();
        else socket.Dispose();
    }

    /// <summary>The last poll has returned.</summary>
    private async Task<IEngineTransport> MoveAsync(PollingTransport polling)
    {
        var socket = _upgrade!;
        await PauseWriter().ConfigureAwait(false);
        using var batch = new FrameBatch();
        batch.Add(EnginePacketType.Upgrade, default);
        await socket.WriteAsync(batch, _cancellation.Token).ConfigureAwait(false);
        lock (_gate) _transport = socket;
        ResumeWriter();
        polling.Dispose();
        return socket;
    }
}
