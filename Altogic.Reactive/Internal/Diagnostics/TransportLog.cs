using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Diagnostics;

/// <summary>Events 1100 to 1199. Paths without their query, which carries addresses and codes; no header, no body.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(1100, LogLevel.Debug, "Sending {Method} {Path}")]
    public static partial void Sending(this ILogger logger, string method, string path);

    [LoggerMessage(1101, LogLevel.Debug, "{Method} {Path} answered with {Status}")]
    public static partial void Answered(this ILogger logger, string method, string path, int status);

    [LoggerMessage(1102, LogLevel.Debug, "{Method} {Path} got no answer: {Reason}")]
    public static partial void NotAnswered(this ILogger logger, string method, string path, string reason);
}
