using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Auth;

/// <content>New accounts.</content>
public sealed partial class AuthManager
{
    /// <summary>
    /// Cold. Creates an account (auth §3.1). The grant has a session when the app confirms no addresses; only then the client is signed in.
    /// Otherwise a mail is on its way and the client stays as it was.
    /// </summary>
    /// <param name="email">The address.</param>
    /// <param name="password">The password; the server asks for at least 6 characters.</param>
    /// <param name="name">The user's name; null sends none.</param>
    /// <returns>One result; refusals carry one entry per wrong field, or <c>email_not_unique</c>.</returns>
    /// <exception cref="ArgumentException">Address or password is missing.</exception>
    public IObservable<Result<AuthGrant>> SignUpWithEmail(string email, string password, string? name = null) =>
        SignUpByEmail(email, password, name);

    /// <summary>Cold. The same with more of the user than the name.</summary>
    /// <param name="email">The address.</param>
    /// <param name="password">The password; the server asks for at least 6 characters.</param>
    /// <param name="userData">An object of user fields: anonymous, of your own type, or a <c>JObject</c>; it is read now, not when subscribed.</param>
    /// <returns>One result; refusals carry one entry per wrong field, or <c>email_not_unique</c>.</returns>
    /// <exception cref="ArgumentException">Address or password is missing, or the data is not a JSON object.</exception>
    public IObservable<Result<AuthGrant>> SignUpWithEmail(string email, string password, object userData) =>
        SignUpByEmail(email, password, Check.UserData(userData, Context.Json));

    /// <summary>
    /// Cold. Creates an account (auth §4). The grant has a session when the app confirms no numbers; only then the client is signed in.
    /// Otherwise a code is on its way for <see cref="VerifyPhone"/> and the client stays as it was.
    /// </summary>
    /// <param name="phone">The number with its leading <c>+</c>.</param>
    /// <param name="password">The password; the server asks for at least 6 characters.</param>
    /// <param name="name">The user's name; null sends none.</param>
    /// <returns>One result; refusals carry one entry per wrong field, or <c>phone_not_unique</c>.</returns>
    /// <exception cref="ArgumentException">Number or password is missing.</exception>
    public IObservable<Result<AuthGrant>> SignUpWithPhone(string phone, string password, string? name = null) =>
        SignUpByPhone(phone, password, name);

    /// <summary>Cold. The same with more of the user than the name.</summary>
    /// <param name="phone">The number with its leading <c>+</c>.</param>
    /// <param name="password">The password; the server asks for at least 6 characters.</param>
    /// <param name="userData">An object of user fields: anonymous, of your own type, or a <c>JObject</c>; it is read now, not when subscribed.</param>
    /// <returns>One result; refusals carry one entry per wrong field, or <c>phone_not_unique</c>.</returns>
    /// <exception cref="ArgumentException">Number or password is missing, or the data is not a JSON object.</exception>
    public IObservable<Result<AuthGrant>> SignUpWithPhone(string phone, string password, object userData) =>
        SignUpByPhone(phone, password, Check.UserData(userData, Context.Json));

    private IObservable<Result<AuthGrant>> SignUpByEmail(string email, string password, object? nameOrUserData)
    {
        var body = new SignUpEmailRequest(Check.Text(email, nameof(email)), Check.Secret(password, nameof(password)), nameOrUserData);
        return Grant("auth.signUpWithEmail", cancel => Api.SignUpWithEmail(body, cancel));
    }

    private IObservable<Result<AuthGrant>> SignUpByPhone(string phone, string password, object? nameOrUserData)
    {
        var body = new SignUpPhoneRequest(Check.Text(phone, nameof(phone)), Check.Secret(password, nameof(password)), nameOrUserData);
        return Grant("auth.signUpWithPhone", cancel => Api.SignUpWithPhone(body, cancel));
    }
}
