namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>What the pipeline writes to the log; event ids 1020 to 1039. Never keys, tokens, queries or bodies.</summary>
internal static partial class RequestLog
{
    [LoggerMessage(1020, LogLevel.Information, "{RequestId} {Method} {Route} {Status} {ErrorCode} in {Milliseconds:0.###} ms")]
    public static partial void Answered(
        ILogger logger, string requestId, string method, string route, int status, string errorCode, double milliseconds);

    [LoggerMessage(1021, LogLevel.Debug, "{RequestId} the client went away")]
    public static partial void Disconnected(ILogger logger, string requestId);

    [LoggerMessage(1022, LogLevel.Error, "{RequestId} {Method} {Route} failed unexpectedly")]
    public static partial void Failed(ILogger logger, Exception exception, string requestId, string method, string route);

    [LoggerMessage(1023, LogLevel.Error, "{RequestId} {Method} {Route} failed at the data folder")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string requestId, string method, string route);
}
