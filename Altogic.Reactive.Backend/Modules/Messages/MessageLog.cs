namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>What the senders write to the log; event ids 1040 to 1049. Never addresses, links or codes.</summary>
internal static partial class MessageLog
{
    [LoggerMessage(1040, LogLevel.Warning, "The mail server {Host}:{Port} did not take a {Template} mail: {Reason}")]
    public static partial void MailFailed(ILogger logger, string template, string host, int port, string reason);

    [LoggerMessage(1041, LogLevel.Warning, "The text message hook at {Host}:{Port} did not take a {Template} message: {Reason}")]
    public static partial void TextFailed(ILogger logger, string template, string host, int port, string reason);
}
