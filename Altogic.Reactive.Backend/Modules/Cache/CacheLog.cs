namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>What the cache writes to the log; event ids 1560 to 1579.</summary>
internal static partial class CacheLog
{
    [LoggerMessage(1560, LogLevel.Information, "The cache starts with {Keys} keys, {Bytes} bytes")]
    public static partial void Loaded(ILogger logger, int keys, long bytes);

    [LoggerMessage(1561, LogLevel.Error, "{Keys} changed keys of the cache could not be written; they will be tried again")]
    public static partial void WriteFailed(ILogger logger, Exception exception, int keys);
}
