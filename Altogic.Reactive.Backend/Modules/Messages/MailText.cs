namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>The words of a mail.</summary>
internal sealed record MailText(string Subject, string Body)
{
    public static MailText For(OutgoingMessage message, string appName)
    {
        var (subject, purpose) = message.Template switch
        {
            "verifyEmail" => ("Confirm your e-mail address", "Open this link to confirm your e-mail address:"),
            "magicLink" => ("Your sign-in link", "Open this link to sign in:"),
            "resetPassword" => ("Reset your password", "Open this link to choose a new password:"),
            "changeEmail" => ("Confirm your new e-mail address", "Open this link to confirm your new e-mail address:"),
            _ => ("A message for you", "Here is what you asked for:"),
        };
        var body = $"""
            {purpose}

            {message.Link ?? message.Code}

            If you did not ask for this, you need not do anything.

            {appName}
            """;
        return new MailText($"{appName}: {subject}", body);
    }
}
