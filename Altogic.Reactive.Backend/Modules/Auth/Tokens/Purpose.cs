namespace Altogic.Reactive.Backend.Modules.Auth.Tokens;

/// <summary>What a one-time token or code is good for. Those that are sent are called like their message template.</summary>
internal static class Purpose
{
    public const string VerifyEmail = "verifyEmail";
    public const string MagicLink = "magicLink";
    public const string ResetPassword = "resetPassword";
    public const string ChangeEmail = "changeEmail";
    public const string VerifyPhone = "verifyPhone";
    public const string ChangePhone = "changePhone";
    public const string SignInCode = "signInCode";
    public const string ResetPasswordCode = "resetPasswordCode";

    /// <summary>Handed to the app by a redirect and exchanged for a session.</summary>
    public const string Grant = "grant";

    /// <summary>A provider's answer that was taken: it counts once.</summary>
    public const string ProviderState = "providerState";
}
