using System.Reactive;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Auth;

/// <content>Confirming and changing what an account consists of.</content>
public sealed partial class AuthManager
{
    /// <summary>Cold. Sends the confirmation mail of a new account again (auth §3.2).</summary>
    /// <param name="email">The address.</param>
    /// <returns>One result; the server may hide whether the account exists. <c>email_verification_disabled</c> when the app confirms nothing.</returns>
    /// <exception cref="ArgumentException">The address is missing.</exception>
    public IObservable<Result<Unit>> ResendVerificationEmail(string email)
    {
        Check.Text(email, nameof(email));
        return Done("auth.resendVerificationEmail", cancel => Api.ResendVerificationEmail(email, cancel));
    }

    /// <summary>Cold. Sends the confirmation code of a new account again (auth §4).</summary>
    /// <param name="phone">The number with its leading <c>+</c>.</param>
    /// <returns>One result; the server may hide whether the account exists. <c>phone_verification_disabled</c> when the app confirms nothing.</returns>
    /// <exception cref="ArgumentException">The number is missing.</exception>
    public IObservable<Result<Unit>> ResendVerificationCode(string phone)
    {
        Check.Text(phone, nameof(phone));
        return Done("auth.resendVerificationCode", cancel => Api.ResendVerificationCode(phone, cancel));
    }

    /// <summary>
    /// Cold. Confirms a phone number (auth §4). After a sign-up the grant has a session, which replaces the client's; after
    /// <see cref="ChangePhone"/> it has none and the client's session stays.
    /// </summary>
    /// <param name="phone">The number the code was sent to.</param>
    /// <param name="code">The code from the text message.</param>
    /// <returns>One result; a wrong or expired code is <c>invalid_access_token</c>.</returns>
    /// <exception cref="ArgumentException">Number or code is missing.</exception>
    public IObservable<Result<AuthGrant>> VerifyPhone(string phone, string code)
    {
        Check.Text(phone, nameof(phone));
        Check.Text(code, nameof(code));
        return Grant("auth.verifyPhone", cancel => Api.VerifyPhone(code, phone, cancel));
    }

    /// <summary>Cold. Mails a link that signs in (auth §3.4); it leads back to the app with an access token for <see cref="GetAuthGrant(string)"/>.</summary>
    /// <param name="email">A confirmed address.</param>
    /// <returns>One result; the server may hide whether the account exists. <c>email_verification_disabled</c> when the app confirms nothing.</returns>
    /// <exception cref="ArgumentException">The address is missing.</exception>
    public IObservable<Result<Unit>> SendMagicLinkEmail(string email)
    {
        Check.Text(email, nameof(email));
        return Done("auth.sendMagicLinkEmail", cancel => Api.SendMagicLinkEmail(email, cancel));
    }

    /// <summary>Cold. Sends a code for <see cref="SignInWithCode"/> (auth §4).</summary>
    /// <param name="phone">A confirmed number with its leading <c>+</c>.</param>
    /// <returns>One result; the server may hide whether the account exists. <c>sms_auth_codes_disabled</c> when the app has none.</returns>
    /// <exception cref="ArgumentException">The number is missing.</exception>
    public IObservable<Result<Unit>> SendSignInCode(string phone)
    {
        Check.Text(phone, nameof(phone));
        return Done("auth.sendSignInCode", cancel => Api.SendSignInCode(phone, cancel));
    }

    /// <summary>Cold. Mails a link for a new password (auth §3.5); it leads back to the app with an access token for <see cref="ResetPwdWithToken"/>.</summary>
    /// <param name="email">A confirmed address.</param>
    /// <returns>One result; the server may hide whether the account exists. <c>email_verification_disabled</c> when the app confirms nothing.</returns>
    /// <exception cref="ArgumentException">The address is missing.</exception>
    public IObservable<Result<Unit>> SendResetPwdEmail(string email)
    {
        Check.Text(email, nameof(email));
        return Done("auth.sendResetPwdEmail", cancel => Api.SendResetPwdEmail(email, cancel));
    }

    /// <summary>Cold. Sends a code for <see cref="ResetPwdWithCode"/> (auth §4).</summary>
    /// <param name="phone">A confirmed number with its leading <c>+</c>.</param>
    /// <returns>One result; the server may hide whether the account exists. <c>phone_verification_disabled</c> when the app confirms nothing.</returns>
    /// <exception cref="ArgumentException">The number is missing.</exception>
    public IObservable<Result<Unit>> SendResetPwdCode(string phone)
    {
        Check.Text(phone, nameof(phone));
        return Done("auth.sendResetPwdCode", cancel => Api.SendResetPwdCode(phone, cancel));
    }

    /// <summary>Cold. Sets a new password with the token of a reset link; nobody is signed in by it (auth §3.5).</summary>
    /// <param name="accessToken">The <c>access_token</c> of the redirect.</param>
    /// <param name="newPassword">The new password.</param>
    /// <returns>One result; an unknown, used or expired token is <c>invalid_access_token</c>.</returns>
    /// <exception cref="ArgumentException">Token or password is missing.</exception>
    public IObservable<Result<Unit>> ResetPwdWithToken(string accessToken, string newPassword)
    {
        Check.Text(accessToken, nameof(accessToken));
        var body = new NewPasswordRequest(Check.Secret(newPassword, nameof(newPassword)));
        return Done("auth.resetPwdWithToken", cancel => Api.ResetPwdWithToken(accessToken, body, cancel));
    }

    /// <summary>Cold. Sets a new password with the code of a text message; nobody is signed in by it (auth §4).</summary>
    /// <param name="phone">The number the code was sent to.</param>
    /// <param name="code">The code from the text message.</param>
    /// <param name="newPassword">The new password.</param>
    /// <returns>One result; a wrong or expired code is <c>invalid_access_token</c>.</returns>
    /// <exception cref="ArgumentException">Number, code or password is missing.</exception>
    public IObservable<Result<Unit>> ResetPwdWithCode(string phone, string code, string newPassword)
    {
        Check.Text(phone, nameof(phone));
        Check.Text(code, nameof(code));
        var body = new NewPasswordRequest(Check.Secret(newPassword, nameof(newPassword)));
        return Done("auth.resetPwdWithCode", cancel => Api.ResetPwdWithCode(phone, code, body, cancel));
    }

    /// <summary>Cold. Changes the password of the signed-in user; its sessions go on (auth §3.7).</summary>
    /// <param name="newPassword">The new password comes first, as in the official SDK.</param>
    /// <param name="oldPassword">The password until now.</param>
    /// <returns>One result; a wrong old password is <c>invalid_credentials</c>.</returns>
    /// <exception cref="ArgumentException">A password is missing.</exception>
    public IObservable<Result<Unit>> ChangePassword(string newPassword, string oldPassword)
    {
        var body = new ChangePasswordRequest(
            Check.Secret(newPassword, nameof(newPassword)), Check.Secret(oldPassword, nameof(oldPassword)));
        return Done("auth.changePassword", cancel => Api.ChangePassword(body, cancel));
    }

    /// <summary>
    /// Cold. Changes the address of the signed-in user (auth §3.6). When the app confirms addresses the answer is the unchanged user, and
    /// the link in the mail to the new address makes the change. The user this client holds stays as it is, see <see cref="SetUser"/>.
    /// </summary>
    /// <param name="currentPassword">The password.</param>
    /// <param name="newEmail">The new address.</param>
    /// <returns>One result; refusals are <c>invalid_credentials</c> and <c>email_not_unique</c>.</returns>
    /// <exception cref="ArgumentException">Password or address is missing.</exception>
    public IObservable<Result<User>> ChangeEmail(string currentPassword, string newEmail)
    {
        var body = new ChangeEmailRequest(
            Check.Secret(currentPassword, nameof(currentPassword)), Check.Text(newEmail, nameof(newEmail)));
        return Executed<User>("auth.changeEmail", cancel => Api.ChangeEmail(body, cancel));
    }

    /// <summary>
    /// Cold. Changes the phone number of the signed-in user (auth §4). When the app confirms numbers the answer is the unchanged user, and
    /// <see cref="VerifyPhone"/> with the new number makes the change. The user this client holds stays as it is, see <see cref="SetUser"/>.
    /// </summary>
    /// <param name="currentPassword">The password.</param>
    /// <param name="newPhone">The new number with its leading <c>+</c>.</param>
    /// <returns>One result; refusals are <c>invalid_credentials</c> and <c>phone_not_unique</c>.</returns>
    /// <exception cref="ArgumentException">Password or number is missing.</exception>
    public IObservable<Result<User>> ChangePhone(string currentPassword, string newPhone)
    {
        var body = new ChangePhoneRequest(
            Check.Secret(currentPassword, nameof(currentPassword)), Check.Text(newPhone, nameof(newPhone)));
        return Executed<User>("auth.changePhone", cancel => Api.ChangePhone(body, cancel));
    }
}
