using System.Reactive.Linq;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Auth;

/// <content>Signing in to an account that exists.</content>
public sealed partial class AuthManager
{
    /// <summary>Cold. Signs in with e-mail address and password and replaces the client's session (auth §3.3).</summary>
    /// <param name="email">The address.</param>
    /// <param name="password">The password.</param>
    /// <returns>One result, always with a session; refusals are <c>invalid_credentials</c> and <c>email_not_verified</c>.</returns>
    /// <exception cref="ArgumentException">Address or password is missing.</exception>
    public IObservable<Result<AuthGrant>> SignInWithEmail(string email, string password)
    {
        var body = new SignInEmailRequest(Check.Text(email, nameof(email)), Check.Secret(password, nameof(password)));
        return SignIn("auth.signInWithEmail", cancel => Api.SignInWithEmail(body, cancel));
    }

    /// <summary>Cold. Signs in with phone number and password and replaces the client's session (auth §4).</summary>
    /// <param name="phone">The number with its leading <c>+</c>.</param>
    /// <param name="password">The password.</param>
    /// <returns>One result, always with a session; refusals are <c>invalid_credentials</c> and <c>phone_not_verified</c>.</returns>
    /// <exception cref="ArgumentException">Number or password is missing.</exception>
    public IObservable<Result<AuthGrant>> SignInWithPhone(string phone, string password)
    {
        var body = new SignInPhoneRequest(Check.Text(phone, nameof(phone)), Check.Secret(password, nameof(password)));
        return SignIn("auth.signInWithPhone", cancel => Api.SignInWithPhone(body, cancel));
    }

    /// <summary>Cold. Signs in with the code of <see cref="SendSignInCode"/> and replaces the client's session (auth §4).</summary>
    /// <param name="phone">The number with its leading <c>+</c>.</param>
    /// <param name="code">The code from the text message.</param>
    /// <returns>One result, always with a session; refusals are <c>invalid_access_token</c> and <c>sms_auth_codes_disabled</c>.</returns>
    /// <exception cref="ArgumentException">Number or code is missing.</exception>
    public IObservable<Result<AuthGrant>> SignInWithCode(string phone, string code)
    {
        Check.Text(phone, nameof(phone));
        Check.Text(code, nameof(code));
        return SignIn("auth.signInWithCode", cancel => Api.SignInWithCode(code, phone, cancel));
    }

    /// <summary>
    /// Cold. Exchanges the access token of a redirect — confirmed address, magic link, provider — for a session, which replaces the
    /// client's (auth §3.2, §3.4, §8). A token works once.
    /// </summary>
    /// <param name="accessToken">The <c>access_token</c> of the redirect.</param>
    /// <returns>One result, always with a session; refusals are <c>invalid_access_token</c> and, for a password reset, <c>invalid_token_type</c>.</returns>
    /// <exception cref="ArgumentException">The token is missing.</exception>
    public IObservable<Result<AuthGrant>> GetAuthGrant(string accessToken)
    {
        Check.Text(accessToken, nameof(accessToken));
        return SignIn("auth.getAuthGrant", cancel => Api.GetAuthGrant(accessToken, cancel));
    }

    /// <summary>Cold. The same with the whole address the app was opened with; what it reports as a failure is a failure here, and nothing is sent.</summary>
    /// <param name="redirect">The address, read as <see cref="AuthRedirect.Parse(Uri)"/> does.</param>
    /// <returns>One result; without a token in the address a failure with <see cref="ErrorCodes.MissingAccessToken"/> or <see cref="ErrorCodes.RedirectFailed"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="redirect"/> is null.</exception>
    public IObservable<Result<AuthGrant>> GetAuthGrant(Uri redirect) => GetAuthGrant(AuthRedirect.Parse(redirect));

    private IObservable<Result<AuthGrant>> GetAuthGrant(AuthRedirect redirect) =>
        redirect is { IsSuccess: true, AccessToken: { } token } && !string.IsNullOrWhiteSpace(token)
            ? GetAuthGrant(token)
            : Observable.Return(Result.Failure<AuthGrant>(AuthErrors.FromRedirect(redirect)));
}
