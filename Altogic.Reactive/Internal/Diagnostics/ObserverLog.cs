using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>Events 1380 to 1399.</summary>
internal static partial class ObserverLog
{
    [LoggerMessage(1380, LogLevel.Error, "An observer has thrown; its subscription has ended, others go on")]
    public static partial void ObserverFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1381, LogLevel.Error, "OnUnhandledException has thrown itself")]
    public static partial void HandlerFailed(this ILogger logger, Exception exception);
}
