namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>What services write to the log; event ids 1400 to 1419. Never addresses, headers or bodies.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(1400, LogLevel.Error, "The service {Service} threw an exception")]
    public static partial void Failed(ILogger logger, Exception exception, string service);

    [LoggerMessage(1401, LogLevel.Warning, "The service {Service} cannot be reached: {Reason}")]
    public static partial void Unreachable(ILogger logger, string service, string reason);

    [LoggerMessage(1402, LogLevel.Warning, "The service {Service} did not answer within {Seconds} s")]
    public static partial void Late(ILogger logger, string service, double seconds);

    [LoggerMessage(1403, LogLevel.Warning, "The answer of the service {Service} broke off: {Reason}")]
    public static partial void Broken(ILogger logger, Exception? exception, string service, string reason);

    [LoggerMessage(1404, LogLevel.Warning, "The service {Service} threw an exception after its call had ended")]
    public static partial void FailedLater(ILogger logger, Exception exception, string service);

    [LoggerMessage(1405, LogLevel.Debug, "The service {Service} stopped when its call had ended")]
    public static partial void Stopped(ILogger logger, Exception exception, string service);

    [LoggerMessage(1406, LogLevel.Warning, "The service {Service} gave an answer that cannot be sent: {Reason}")]
    public static partial void Unusable(ILogger logger, string service, string reason);

    [LoggerMessage(1407, LogLevel.Warning, "The service {Service} failed with status {Status} and no JSON")]
    public static partial void Wrapped(ILogger logger, string service, int status);

    [LoggerMessage(1408, LogLevel.Warning, "A file of an upload cannot be removed now; the next start does it")]
    public static partial void FileNotRemoved(ILogger logger, Exception exception);
}
