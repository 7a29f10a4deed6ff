using System.Globalization;
using Altogic.Reactive.Internal.Transport;

namespace Altogic.Reactive.Auth;

/// <summary>A redirect from an e-mail link or a provider, taken apart (auth §7). Web apps, deep links and loopback redirects look alike.</summary>
/// <param name="Action">Why the browser came.</param>
/// <param name="ActionName">The same as it was written; null when it was missing.</param>
/// <param name="Status">200 on success, 400 to 599 on failure; null when it was missing or not a number.</param>
/// <param name="AccessToken">For <c>GetAuthGrant</c>, or after <see cref="AuthRedirectAction.ResetPassword"/> for <c>ResetPwdWithToken</c>; null when missing.</param>
/// <param name="Error">A sentence on failure; null when missing.</param>
/// <param name="State">The <c>state</c> the sign-in was started with; null when missing.</param>
public sealed record AuthRedirect(
    AuthRedirectAction Action, string? ActionName, int? Status, string? AccessToken, string? Error, string? State)
{
    /// <summary>Whether nothing in it reports a failure, and it carries an access token or confirms a change of e-mail address.</summary>
    public bool IsSuccess =>
        Error is null
        && Status is null or (>= 200 and < 300)
        && (AccessToken is not null || (Action == AuthRedirectAction.ChangeEmail && Status is not null));

    /// <summary>Reads a redirect from its query and, for what is not there, its fragment. Never refuses: what is missing is null.</summary>
    /// <param name="uri">Any URL the app was opened with; <c>+</c> counts as a space.</param>
    /// <exception cref="ArgumentNullException"><paramref name="uri"/> is null.</exception>
    public static AuthRedirect Parse(Uri uri)
    {
        if (uri is null) throw new ArgumentNullException(nameof(uri));
        return Parse(uri.OriginalString);
    }

    /// <summary>Reads a redirect from its query and, for what is not there, its fragment. Never refuses: what is missing is null.</summary>
    /// <param name="uri">Any URL the app was opened with; <c>+</c> counts as a space.</param>
    /// <exception cref="ArgumentNullException"><paramref name="uri"/> is null.</exception>
    public static AuthRedirect Parse(string uri)
    {
        if (uri is null) throw new ArgumentNullException(nameof(uri));
        var parameters = new UrlParameters(uri);
        var action = parameters["action"];
        return new AuthRedirect(
            Named(action),
            action,
            int.TryParse(parameters["status"], NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null,
            parameters["access_token"],
            parameters["error"],
            parameters["state"]);
    }

    /// <summary>Names the action and the status, never the token.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "Redirect {0}, status {1}", ActionName ?? "without action", Status);

    private static AuthRedirectAction Named(string? action) => action switch
    {
        "email-confirm" => AuthRedirectAction.EmailConfirm,
        "magic-link" => AuthRedirectAction.MagicLink,
        "reset-pwd" => AuthRedirectAction.ResetPassword,
        "change-email" => AuthRedirectAction.ChangeEmail,
        "oauth-signin" => AuthRedirectAction.ProviderSignIn,
        "oauth-signup" => AuthRedirectAction.ProviderSignUp,
        _ => AuthRedirectAction.Unknown,
    };
}
