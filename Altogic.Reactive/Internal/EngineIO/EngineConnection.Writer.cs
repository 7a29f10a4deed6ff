using System.Reactive.Disposables;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Internal.EngineIO;

/// <content>The one writer: it takes what is there, writes it, and looks again.</content>
internal sealed partial class EngineConnection
{
    private const int MostInARow = 64;
    private const int MostPolled = 64 * 1024;
    private const int MostControl = 64;

    private readonly FrameBatch _batch = new();

    // guarded by _gate
    private readonly Queue<(EnginePacketType Type, byte[] Data)> _control = new();
    private TaskCompletionSource<bool>? _pause;
    private bool _isWriting;
    private bool _isLeaving;

    /// <summary>Writes a packet before everything that waits.</summary>
    public void SendControl(EnginePacketType type, ReadOnlySpan<byte> data)
    {
        bool isFlooded;
        lock (_gate)
        {
            if (_isClosed) return;
            isFlooded = _control.Count >= MostControl;
            if (!isFlooded) _control.Enqueue((type, data.ToArray()));
        }

        if (isFlooded) Close(CloseCause.ParseError("more pings than can be answered"));
        else Pump();
    }

    /// <summary>There is something to write.</summary>
    public void Pump()
    {
        lock (_gate)
        {
            if (_isWriting || _isClosed || _transport is null || _pause is not null) return;
            _isWriting = true;
        }

        // its failures are causes of death, so nobody has to wait for the task
        _ = WriteAsync();
    }

    /// <summary>Says goodbye in the background, for a bounded time; the events hear nothing any more but the end.</summary>
    /// <param name="farewell">A last message.</param>
    public void Leave(ReadOnlySpan<byte> farewell)
    {
        lock (_gate)
        {
            if (_isClosed || _isLeaving) return;
            _isLeaving = true;
            if (_handshake is not null && farewell.Length > 0) _control.Enqueue((EnginePacketType.Message, farewell.ToArray()));
        }

        if (_handshake is null)
        {
            Close(CloseCause.ClosedHere);
            return;
        }

        _heartbeat.Disposable = _scheduler.Schedule(this, _goodbye, static (_, connection) =>
        {
            connection.Close(CloseCause.ClosedHere);
            return Disposable.Empty;
        });
        Pump();
    }

    private async Task WriteAsync()
    {
        try
        {
            var inARow = 0;
            while (TryTake(out var transport, out var isControl))
            {
                await transport.WriteAsync(_batch, _cancellation.Token).ConfigureAwait(false);
                _batch.Clear();
                if (!isControl) _events.Written();
                // the thread belongs to whoever sent first, and others may keep on sending
                if (++inARow % MostInARow == 0) await Task.Run(static () => { }).ConfigureAwait(false);
            }

            if (IsDone(out var last)) await EndAsync(last).ConfigureAwait(false);
        }
        // as in the reader: whatever goes wrong is the end of this session
        catch (Exception exception)
        {
            Close(CloseCause.Failed(exception));
        }
    }

    /// <summary>Fills the batch; false ends the writer, who must then look for nothing any more.</summary>
    private bool TryTake(out IEngineTransport transport, out bool isControl)
    {
        lock (_gate)
        {
            transport = _transport!;
            isControl = false;
            if (!_isClosed && _pause is null)
            {
                isControl = _control.Count > 0;
                while (_control.Count > 0)
                {
                    var (type, data) = _control.Dequeue();
                    _batch.Add(type, data);
                }

                if (isControl || (!_isLeaving && _events.TryTake(_batch, transport.IsWebSocket ? 1 : MostPolled, !transport.IsWebSocket))) return true;
            }

            _isWriting = false;
            _pause?.TrySetResult(true);
            return false;
        }
    }

    private bool IsDone(out IEngineTransport transport)
    {
        lock (_gate)
        {
            transport = _transport!;
            if (!_isLeaving || _isClosed || _isWriting || _pause is not null || _control.Count > 0) return false;
            // for good: nothing is written after the goodbye
            _isWriting = true;
            return true;
        }
    }

    /// <summary>Everything has been written: the server is told, and has its time to close.</summary>
    private async Task EndAsync(IEngineTransport transport)
    {
        await transport.CloseAsync(_cancellation.Token).ConfigureAwait(false);
        if (!transport.IsWebSocket) Close(CloseCause.ClosedHere);
    }

    /// <summary>Done when nothing is being written any more, until <see cref="ResumeWriter"/>.</summary>
    private Task<bool> PauseWriter()
    {
        lock (_gate)
        {
            _pause = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_isWriting) _pause.TrySetResult(true);
            return _pause.Task;
        }
    }

    private void ResumeWriter()
    {
        lock (_gate) _pause = null;
        Pump();
    }
}
