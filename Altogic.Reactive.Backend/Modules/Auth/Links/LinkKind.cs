namespace Altogic.Reactive.Backend.Modules.Auth.Links;

/// <summary>A kind of link in mails.</summary>
/// <param name="Purpose">What its key is good for, and the name of the message template.</param>
/// <param name="Path">The path that it leads to.</param>
/// <param name="Action">The <c>action</c> that the app's redirect page is told (auth §7).</param>
internal sealed record LinkKind(string Purpose, string Path, string Action)
{
    public static LinkKind VerifyEmail { get; } = new(Tokens.Purpose.VerifyEmail, "/_auth/verify-email", "email-confirm");

    public static LinkKind MagicLink { get; } = new(Tokens.Purpose.MagicLink, "/_auth/magic-link", "magic-link");

    public static LinkKind ResetPassword { get; } = new(Tokens.Purpose.ResetPassword, "/_auth/reset-password", "reset-pwd");

    public static LinkKind ChangeEmail { get; } = new(Tokens.Purpose.ChangeEmail, "/_auth/change-email", "change-email");

    public static IReadOnlyList<LinkKind> All { get; } = [VerifyEmail, MagicLink, ResetPassword, ChangeEmail];
}
