namespace Altogic.Reactive.Backend.Hosting;

/// <summary>What the host writes to the log; event ids 1000 to 1019.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1000, LogLevel.Information, "Ready at {Url}, data in {Folder}")]
    public static partial void Ready(ILogger logger, string url, string folder);

    [LoggerMessage(1001, LogLevel.Information, "Stopping; {Active} requests in flight")]
    public static partial void Draining(ILogger logger, int active);

    [LoggerMessage(1002, LogLevel.Warning, "Stopped waiting for {Active} requests in flight")]
    public static partial void DrainTimedOut(ILogger logger, int active);

    [LoggerMessage(1003, LogLevel.Information, "Stopped")]
    public static partial void Stopped(ILogger logger);
}
