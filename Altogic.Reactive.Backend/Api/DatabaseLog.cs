namespace Altogic.Reactive.Backend.Api;

/// <summary>What the database operations write to the log; event ids 1300 to 1319.</summary>
internal static partial class DatabaseLog
{
    [LoggerMessage(1300, LogLevel.Error, "The store failed in request {RequestId}")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string requestId);
}
