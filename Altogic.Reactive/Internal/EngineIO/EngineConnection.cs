using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>
/// One Engine.IO session from its first byte to its one cause of death: open packet, heartbeat, upgrade. One reader and one writer run
/// at a time; whatever either of them trips over closes the session.
/// </summary>
internal sealed partial class EngineConnection : IPacketSink, IDisposable
{
    private readonly IEngineDialer _dialer;
    private readonly IEngineEvents _events;
    private readonly IScheduler _scheduler;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _goodbye;
    private readonly SerialDisposable _heartbeat = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly object _gate = new();

    // guarded by _gate
    private IEngineTransport? _transport;
    private bool _isClosed;

    private EngineHandshake? _handshake;
    private long _lastSign;
    private bool _isQuiet = true;
    private volatile int _pings;

    /// <param name="dialer">Opens the transport.</param>
    /// <param name="events">Told what happens.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="timeout">How long an upgrade may take.</param>
    /// <param name="goodbye">How long a polite end may take.</param>
    public EngineConnection(IEngineDialer dialer, IEngineEvents events, IScheduler scheduler, TimeSpan timeout, TimeSpan goodbye)
    {
        _dialer = dialer;
        _events = events;
        _scheduler = scheduler;
        _timeout = timeout;
        _goodbye = goodbye;
        _lastSign = scheduler.Now.UtcTicks;
    }

    /// <summary>When something last came from the server; as exact as the pauses between messages are long.</summary>
    public DateTimeOffset LastSign => new(Volatile.Read(ref _lastSign), TimeSpan.Zero);

    /// <summary>How many pings have come.</summary>
    public int Pings => _pings;

    public bool IsWebSocket
    {
        get
        {
            lock (_gate) return _transport?.IsWebSocket == true;
        }
    }

    /// <summary>Begins; everything else is told through the events.</summary>
    public void Start()
    {
        // its failures are causes of death, so nobody has to wait for the task
        _ = RunAsync();
    }

    /// <summary>Ends the session at once.</summary>
    public void Close(CloseCause cause)
    {
        IEngineTransport? transport;
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
            transport = _transport;
        }

        _heartbeat.Dispose();
        if (transport is null && cause.Reason == CloseReason.OpenTimeout) _dialer.TookTooLong();
        Release(_cancellation.Cancel);
        Release(() => transport?.Dispose());
        Release(() => _upgrade?.Dispose());
        _events.Idle();
        _events.Closed(cause);
    }

    public void Dispose() => Close(CloseCause.ClosedHere);

    public void Idle()
    {
        _events.Idle();
        if (_isQuiet) return;
        _isQuiet = true;
        Volatile.Write(ref _lastSign, _scheduler.Now.UtcTicks);
    }

    public bool Receive(in EnginePacket packet, ReceiveSlab slab)
    {
        _isQuiet = false;
        switch (packet.Type)
        {
            case EnginePacketType.Message:
                if (_handshake is not null) return _events.Received(packet, slab);
                Close(CloseCause.ParseError("a message before the open packet"));
                return false;
            case EnginePacketType.Open:
                Open(packet);
                return false;
            case EnginePacketType.Ping:
                _pings++;
                if (!ExpectPing()) return false;
                SendControl(EnginePacketType.Pong, packet.Data.Span);
                Tidy();
                return false;
            case EnginePacketType.Close:
                Close(CloseCause.ClosedByServer);
                return false;
            case EnginePacketType.Noop:
                return false;
            default:
                Close(CloseCause.ParseError("a packet that only clients send"));
                return false;
        }
    }

    private async Task RunAsync()
    {
        var cause = CloseCause.ClosedHere;
        try
        {
            var transport = await _dialer.DialAsync(_cancellation.Token).ConfigureAwait(false);
            if (!TryUse(transport)) return;
            while (true)
            {
                var end = await transport.ReadAsync(this, _cancellation.Token).ConfigureAwait(false);
                if (end is not null)
                {
                    cause = end;
                    break;
                }

                transport = await MoveAsync((PollingTransport)transport).ConfigureAwait(false);
            }
        }
        // whatever goes wrong on the way to and from the server, or in a factory of the app, is the end of this session
        catch (Exception exception)
        {
            cause = CloseCause.Failed(exception);
        }

        // something may have come after another thread has closed it
        _events.Idle();
        Close(cause);
    }

    /// <summary>A socket may be the app's: whatever it does at its end, the end is told.</summary>
    private void Release(Action end)
    {
        try
        {
            end();
        }
        catch (Exception exception)
        {
            _events.Failed(exception);
        }
    }

    /// <summary>Takes over an open transport, unless the session has ended meanwhile.</summary>
    private bool TryUse(IEngineTransport transport)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _transport = transport;
                return true;
            }
        }

        transport.Dispose();
        return false;
    }

    private void Open(in EnginePacket packet)
    {
        if (_handshake is not null || EngineHandshake.Read(packet.Data.Span) is not { } handshake)
        {
            Close(CloseCause.ParseError("not one usable open packet"));
            return;
        }

        IEngineTransport transport;
        lock (_gate)
        {
            if (_isClosed) return;
            transport = _transport!;
        }

        _handshake = handshake;
        transport.Begin(handshake);
        ExpectPing();
        _events.Opened(handshake);
        if (!transport.IsWebSocket && handshake.CanUpgrade) StartUpgrade((PollingTransport)transport, handshake);
    }

    private void Tidy()
    {
        IEngineTransport? transport;
        lock (_gate) transport = _transport;
        transport?.Trim();
    }

    /// <summary>False when nobody waits for pings any more.</summary>
    private bool ExpectPing()
    {
        lock (_gate)
            if (_isLeaving) return false;
        if (_handshake is not { } handshake) return false;
        _heartbeat.Disposable = _scheduler.Schedule(this, handshake.PingInterval + handshake.PingTimeout, static (_, connection) =>
        {
            connection.Close(CloseCause.PingTimeout);
            return Disposable.Empty;
        });
        return true;
    }
}
