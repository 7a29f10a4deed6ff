using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>Opens, finds and ends Engine.IO sessions.</summary>
internal sealed class EngineServer(
    RealtimeSettings settings, int maxPayload, TimeProvider time, ILogger<EngineServer> log, Func<IEngineConnection, EngineOrigin, IEngineHandler> handlers)
{
    private const int IdBytes = 18;
    private readonly ConcurrentDictionary<string, EngineSession> _sessions = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly RateLimit _opening = new(settings.ConnectionsPerSecond, settings.ConnectionBurst, time);
    private volatile bool _isClosing;

    /// <summary>The largest request body and WebSocket message.</summary>
    public int MaxPayload => maxPayload;

    public int Count => _sessions.Count;

    /// <summary>Whether there is a place for one more at this moment.</summary>
    public bool TryAdmit()
    {
        lock (_gate) return _opening.TryTake();
    }

    /// <summary>Opens a session; null while the server closes.</summary>
    public EngineSession? Open(EngineOrigin origin)
    {
        var session = new EngineSession(NewId(), this, settings, time);
        session.Start(handlers(session, origin));
        _sessions[session.Id] = session;
        RealtimeLog.Opened(log, session.Id);

        // Looked at after the session is in the table: whoever closes the server sees it there, or we see that it closes.
        if (!_isClosing) return session;
        session.Drop("server shutting down");
        return null;
    }

    public EngineSession? Find(string id) => _sessions.GetValueOrDefault(id);

    public void Remove(EngineSession session, string reason)
    {
        if (_sessions.TryRemove(session.Id, out _)) RealtimeLog.Closed(log, session.Id, reason);
    }

    public void Failed(EngineSession session, Exception exception) => RealtimeLog.Failed(log, exception, session.Id);

    /// <summary>Takes no more sessions and asks the clients of those there are to come back later.</summary>
    public void Shutdown()
    {
        _isClosing = true;
        foreach (var session in _sessions.Values) session.Shutdown();
    }

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
}
