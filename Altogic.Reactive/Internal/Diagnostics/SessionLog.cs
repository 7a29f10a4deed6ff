using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>Events 1200 to 1299. Never a token.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(1200, LogLevel.Warning, "The stored session cannot be read: starting signed out")]
    public static partial void CannotLoad(this ILogger logger, Exception exception);

    [LoggerMessage(1201, LogLevel.Warning, "The session cannot be stored: it ends with this process")]
    public static partial void CannotSave(this ILogger logger, Exception exception);

    [LoggerMessage(1202, LogLevel.Warning, "The stored session cannot be removed")]
    public static partial void CannotClear(this ILogger logger, Exception exception);

    [LoggerMessage(1203, LogLevel.Information, "The server no longer accepts the session: signed out")]
    public static partial void Invalidated(this ILogger logger);
}
