namespace Altogic.Reactive.Auth;

/// <summary>Why the browser was sent back to the app (auth §7).</summary>
public enum AuthRedirectAction
{
    /// <summary>No <c>action</c>, or one this version does not know: see <see cref="AuthRedirect.ActionName"/>.</summary>
    Unknown,

    /// <summary><c>email-confirm</c>: the address of a new account was confirmed.</summary>
    EmailConfirm,

    /// <summary><c>magic-link</c>: a sign-in link was opened.</summary>
    MagicLink,

    /// <summary><c>reset-pwd</c>: ask for a new password, then call <c>ResetPwdWithToken</c>.</summary>
    ResetPassword,

    /// <summary><c>change-email</c>: the new address is in force; there is no access token.</summary>
    ChangeEmail,

    /// <summary><c>oauth-signin</c>: a known user came back from a provider.</summary>
    ProviderSignIn,

    /// <summary><c>oauth-signup</c>: a new user came back from a provider.</summary>
    ProviderSignUp,
}
