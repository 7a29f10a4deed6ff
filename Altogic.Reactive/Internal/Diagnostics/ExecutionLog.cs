using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>Events 1000 to 1099. Names, statuses and codes only: never a token, an address with a query, or a payload.</summary>
internal static partial class ExecutionLog
{
    [LoggerMessage(1000, LogLevel.Debug, "{Operation} succeeded after {Attempts} attempt(s) in {Milliseconds} ms")]
    public static partial void Succeeded(this ILogger logger, string operation, int attempts, double milliseconds);

    [LoggerMessage(1001, LogLevel.Information,
        "{Operation} failed: {Kind}, status {Status}, code {Code}, after {Attempts} attempt(s) in {Milliseconds} ms")]
    public static partial void Failed(
        this ILogger logger, string operation, ErrorKind kind, int status, string code, int attempts, double milliseconds);

    [LoggerMessage(1002, LogLevel.Information,
        "{Operation}: attempt {Attempt} failed with {Code}, status {Status}; the next one starts in {Milliseconds} ms")]
    public static partial void WillRepeat(
        this ILogger logger, string operation, int attempt, string code, int status, double milliseconds);

    [LoggerMessage(1003, LogLevel.Error, "{Operation} ended with an unexpected exception")]
    public static partial void Broken(this ILogger logger, string operation, Exception exception);
}
