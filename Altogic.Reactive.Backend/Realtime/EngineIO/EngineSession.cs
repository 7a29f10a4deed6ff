using System.Net.WebSockets;
using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>
/// One Engine.IO connection: its queue, heartbeat and transport (realtime §7). The first transport is polling or a WebSocket; a
/// polling session may move to a WebSocket once. What runs on top is called one message at a time, and never under the lock.
/// </summary>
internal sealed partial class EngineSession : IEngineConnection
{
    private static readonly OutboundMessage PingPacket = OutboundMessage.Engine(EnginePacketType.Ping);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Lock _receiving = new();
    private readonly EngineServer _server;
    private readonly RealtimeSettings _settings;
    private readonly OutboundQueue _queue;
    private readonly ITimer _timer;
    private IEngineHandler _handler = NoHandler.Instance;
    private Phase _phase;
    private string _reason = "";
    private bool _awaitsPong;
    private volatile bool _heard;
    private bool _isTold;

    public EngineSession(string id, EngineServer server, RealtimeSettings settings, TimeProvider time)
    {
        Id = id;
        _server = server;
        _settings = settings;
        _time = time;
        _queue = new OutboundQueue(settings.QueuePackets, settings.QueueBytes);
        _timer = time.CreateTimer(static state => ((EngineSession)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum Phase
    {
        Open,

        /// <summary>Nothing more is taken; what is queued still goes out.</summary>
        Closing,
        Closed,
    }

    public string Id { get; }

    public void Start(IEngineHandler handler)
    {
        _handler = handler;
        lock (_gate) if (_phase == Phase.Open) _timer.Change(_settings.PingInterval, Timeout.InfiniteTimeSpan);
    }

    public void Send(OutboundMessage message)
    {
        lock (_gate)
        {
            if (_phase != Phase.Open) return;
            if (_queue.TryAdd(message))
            {
                Wake();
                return;
            }
        }

        Drop("slow consumer");
    }

    public void Replay(IReadOnlyList<OutboundMessage> messages)
    {
        lock (_gate)
        {
            if (_phase != Phase.Open) return;
            foreach (var message in messages) _queue.AddReplay(message);
            Wake();
        }
    }

    public void Close(string reason)
    {
        lock (_gate)
        {
            if (_phase != Phase.Open) return;
            (_phase, _reason) = (Phase.Closing, reason);
            _timer.Change(_link is null ? _settings.CloseTimeout : WebSocketLink.CloseTimeout, Timeout.InfiniteTimeSpan);
            Wake();
        }

        TellHandler(reason);
    }

    /// <summary>Closes for a restart: the client is told to come back, if it listens right now.</summary>
    public void Shutdown()
    {
        const string reason = "server shutting down";
        lock (_gate)
        {
            if (_phase == Phase.Open) (_phase, _reason, _closeStatus) = (Phase.Closing, reason, WebSocketCloseStatus.EndpointUnavailable);
            _timer.Change(ShutdownTimeout, Timeout.InfiniteTimeSpan);
            Wake();
            if (_link is not null || _poll is not null) return;
        }

        Drop(reason);
    }

    /// <summary>Ends the session at once.</summary>
    public void Drop(string reason)
    {
        WebSocketLink? link;
        WebSocketLink? probe;
        lock (_gate)
        {
            (link, probe) = (_link, _probe);
            if (!TryEnd(ref reason)) return;
        }

        link?.Abort();
        probe?.Abort();
        Forget(reason);
    }

    /// <summary>Takes a packet from the client; false when the session has ended by it.</summary>
    public bool Receive(in EnginePacket packet)
    {
        _heard = true;
        switch (packet.Type)
        {
            case EnginePacketType.Message:
                if (Hand(packet)) return true;
                Leave("parse error");
                return false;
            case EnginePacketType.Pong:
                OnPong();
                return true;
            case EnginePacketType.Noop:
                return true;
            case EnginePacketType.Close:
                LeaveQuietly();
                return false;
            default:
                Leave(packet.Type == EnginePacketType.Ping ? "invalid heartbeat direction" : "parse error");
                return false;
        }
    }

    /// <summary>One at a time: a request that began before an upgrade may bring its packets after it.</summary>
    private bool Hand(in EnginePacket message)
    {
        lock (_receiving) return _handler.OnMessage(message);
    }

    private void OnPong()
    {
        lock (_gate)
        {
            if (_phase != Phase.Open || !_awaitsPong) return;
            _awaitsPong = false;
            _timer.Change(_settings.PingInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_phase == Phase.Closed) return;
            if (_phase == Phase.Open && (!_awaitsPong || _heard))
            {
                // Whatever came since the last ping is a sign of life; only the ping itself is not repeated.
                var isDue = !_awaitsPong;
                (_awaitsPong, _heard) = (true, false);
                _timer.Change(_settings.PingTimeout, Timeout.InfiniteTimeSpan);
                if (!isDue) return;
                if (_queue.TryAdd(PingPacket)) Wake();
                return;
            }
        }

        Drop("ping timeout");
    }

    /// <summary>False when it has ended before. Under the lock.</summary>
    private bool TryEnd(ref string reason)
    {
        if (_phase == Phase.Closed) return false;
        if (_phase == Phase.Closing) reason = _reason;
        _phase = Phase.Closed;
        _timer.Dispose();
        _poll?.TrySetResult();
        return true;
    }

    private void Forget(string reason)
    {
        _server.Remove(this, reason);
        TellHandler(reason);
    }

    /// <summary>Has whoever writes look at the queue. Under the lock.</summary>
    private void Wake()
    {
        if (_link is not null) WakeWriter();
        else _poll?.TrySetResult();
    }

    /// <summary>On a thread of its own: the caller may hold locks of the handler.</summary>
    private void TellHandler(string reason)
    {
        lock (_gate)
        {
            if (_isTold) return;
            _isTold = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static told => told._handler.OnClosed(told.Reason), (_handler, Reason: reason), preferLocal: false);
    }

    private sealed class NoHandler : IEngineHandler
    {
        public static readonly NoHandler Instance = new();

        public bool OnMessage(in EnginePacket message) => false;

        public void OnClosed(string reason)
        {
        }
    }
}
