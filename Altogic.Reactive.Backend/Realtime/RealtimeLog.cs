namespace Altogic.Reactive.Backend.Realtime;

/// <summary>What realtime writes to the log; event ids 1500 to 1519. Never tokens, messages or profiles.</summary>
internal static partial class RealtimeLog
{
    [LoggerMessage(1500, LogLevel.Debug, "Connection {ConnectionId} opened")]
    public static partial void Opened(ILogger logger, string connectionId);

    [LoggerMessage(1501, LogLevel.Debug, "Connection {ConnectionId} closed: {Reason}")]
    public static partial void Closed(ILogger logger, string connectionId, string reason);

    [LoggerMessage(1502, LogLevel.Information, "Socket {SocketId} connected")]
    public static partial void Connected(ILogger logger, string socketId);

    [LoggerMessage(1503, LogLevel.Information, "Socket {SocketId} disconnected: {Reason}")]
    public static partial void Disconnected(ILogger logger, string socketId, string reason);

    [LoggerMessage(1504, LogLevel.Information, "A connection was refused: {Code}")]
    public static partial void Refused(ILogger logger, string code);

    [LoggerMessage(1505, LogLevel.Debug, "Socket {SocketId} sent {Event}, which was refused: {Code}")]
    public static partial void EventRefused(ILogger logger, string socketId, string @event, string code);

    [LoggerMessage(1506, LogLevel.Error, "Connection {ConnectionId} failed unexpectedly")]
    public static partial void Failed(ILogger logger, Exception exception, string connectionId);
}
