using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>Events 1300 to 1379. States, codes and counts only: never a token, a channel, an event's name or a payload.</summary>
internal static partial class RealtimeLog
{
    [LoggerMessage(1300, LogLevel.Debug, "Connecting, attempt {Attempt}")]
    public static partial void Connecting(this ILogger logger, int attempt);

    [LoggerMessage(1301, LogLevel.Information, "Connected; recovered: {IsRecovered}")]
    public static partial void Connected(this ILogger logger, bool isRecovered);

    [LoggerMessage(1302, LogLevel.Information, "Not connected: {Code}; attempt {Attempt} starts in {Milliseconds} ms")]
    public static partial void Lost(this ILogger logger, string code, int attempt, double milliseconds);

    [LoggerMessage(1303, LogLevel.Warning, "The server does not want this connection: {Code}")]
    public static partial void Stopped(this ILogger logger, string code);

    [LoggerMessage(1304, LogLevel.Debug, "Closed")]
    public static partial void Closed(this ILogger logger);

    [LoggerMessage(1305, LogLevel.Error, "The options' random numbers failed; the middle of the range is used")]
    public static partial void RandomFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1306, LogLevel.Information, "No WebSocket to be had: {Reason}; trying with polling")]
    public static partial void FallingBack(this ILogger logger, string reason);

    [LoggerMessage(1307, LogLevel.Warning, "{Count} messages were dropped: an observer is too slow")]
    public static partial void Dropped(this ILogger logger, long count);

    [LoggerMessage(1308, LogLevel.Warning, "The server refused to {Command} for an observer: {Code}")]
    public static partial void MembershipRefused(this ILogger logger, string command, string code);

    [LoggerMessage(1309, LogLevel.Warning, "A connection could not be given up in good order")]
    public static partial void EndFailed(this ILogger logger, Exception exception);
}
