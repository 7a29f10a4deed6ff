namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>What authentication writes to the log; event ids 1200 to 1219. Never tokens, codes, passwords, addresses or numbers.</summary>
internal static partial class AuthLog
{
    [LoggerMessage(1200, LogLevel.Error, "A message to a user was not sent: {Reason}")]
    public static partial void MessageNotSent(ILogger logger, string reason);

    [LoggerMessage(1201, LogLevel.Warning, "Sign-in with provider {Provider} failed: {Reason}")]
    public static partial void ProviderFailed(ILogger logger, string provider, string reason);

    [LoggerMessage(1202, LogLevel.Error, "The clean-up of sessions, tokens and codes failed")]
    public static partial void CleanUpFailed(ILogger logger, Exception exception);

    [LoggerMessage(1203, LogLevel.Error, "{Count} messages to users were not sent because the backend stopped")]
    public static partial void MessagesGivenUp(ILogger logger, int count);
}
