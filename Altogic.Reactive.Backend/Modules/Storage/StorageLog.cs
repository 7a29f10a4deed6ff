namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>What storage writes to the log; event ids 1460 to 1479. Never names of files.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1460, LogLevel.Information, "Removed {Count} files that an interrupted run had left behind")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(1461, LogLevel.Warning, "The content {Blob} is missing in the data folder: its files cannot be read")]
    public static partial void ContentMissing(ILogger logger, string blob);

    [LoggerMessage(1462, LogLevel.Warning, "{Count} more contents are missing in the data folder")]
    public static partial void MoreContentMissing(ILogger logger, int count);

    [LoggerMessage(1463, LogLevel.Warning, "The content {Blob} cannot be removed now; the next start does it")]
    public static partial void NotRemoved(ILogger logger, Exception exception, string blob);
}
