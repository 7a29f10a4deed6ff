using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Links;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;
using Altogic.Reactive.Backend.Modules.Auth.Sessions;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>New accounts with a password (auth §3.1, §4).</summary>
internal sealed class SignUps(
    AuthDefinition settings, SqliteDatabase database, UserAccounts accounts, SessionRegistry sessions, PasswordGuard passwords,
    AuthLimits limits, OneTimeTokens tokens, OneTimeCodes codes, AuthMessages messages)
{
    public async Task<AuthResult> WithEmailAsync(JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        EnsureAllowed();
        var data = SignUpData.ReadEmail(body, settings.PasswordMinLength);
        data.Fields[AccountFields.Email] = data.Identity;
        data.Fields[AccountFields.EmailVerified] = data.Verified;
        if (data.Fields.ContainsKey(AccountFields.Phone)) data.Fields[AccountFields.PhoneVerified] = false;
        var confirm = settings.EmailVerification && !data.Verified;
        var key = "";
        var result = await CreateAsync(data, confirm, origin, (db, id) => key = tokens.Issue(db, Purpose.VerifyEmail, id, data.Identity), cancel);
        if (confirm)
            await SendOrUndoAsync(result.User, id => messages.SendLinkAsync(LinkKind.VerifyEmail, data.Identity, id, key, origin.BaseUrl));
        return result;
    }

    public async Task<AuthResult> WithPhoneAsync(JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        EnsureAllowed();
        var data = SignUpData.ReadPhone(body, settings.PasswordMinLength);
        data.Fields[AccountFields.Phone] = data.Identity;
        data.Fields[AccountFields.PhoneVerified] = data.Verified;
        var confirm = settings.PhoneVerification && !data.Verified;
        var code = "";
        var result = await CreateAsync(data, confirm, origin, (db, id) => code = codes.Issue(db, data.Identity, Purpose.VerifyPhone, id), cancel);
        if (confirm) await SendOrUndoAsync(result.User, id => messages.SendCodeAsync(Purpose.VerifyPhone, data.Identity, id, code));
        return result;
    }

    private void EnsureAllowed()
    {
        if (!settings.SignUp) throw AuthErrors.NotAllowed("New accounts are not accepted.");
    }

    private async Task<AuthResult> CreateAsync(
        SignUpData data, bool confirm, RequestOrigin origin, Action<DbSession, string> issue, CancellationToken cancel)
    {
        var email = data.Fields.TextOrNull(AccountFields.Email);
        EnsureFree(data, email, origin);
        limits.TakeSignUp(origin.Address);
        if (confirm) limits.TakeMessage(data.Identity);
        var hash = await passwords.HashAsync(data.Password, cancel);
        var secrets = await accounts.HashAsync(data.Fields, (text, stop) => passwords.HashAsync(Encoding.UTF8.GetBytes(text), stop), cancel);
        return await database.WriteAsync(
            db =>
            {
                if (email is null) accounts.Claim(db, data.Identity);
                var user = accounts.Create(db, data.Fields, hash, secrets);
                if (!confirm) return new AuthResult(user, sessions.Open(db, user, origin.UserAgent));
                issue(db, user.Text(AccountFields.Id));
                return new AuthResult(user, null);
            },
            cancel);
    }

    /// <summary>Whose sign-ups are refused may be asking who has an account here, so that counts like guessing.</summary>
    private void EnsureFree(SignUpData data, string? email, RequestOrigin origin)
    {
        limits.CheckAddress(origin.Address);
        try
        {
            database.Read(db =>
            {
                if (email is null) accounts.EnsureClaimable(db, data.Identity);
                else accounts.EnsureFree(db, email, data.Fields.TextOrNull(AccountFields.Phone));
                return true;
            });
        }
        catch (ApiException)
        {
            limits.Failed(origin.Address);
            throw;
        }
    }

    /// <summary>An account whose owner cannot be reached would block the address for good.</summary>
    private async Task SendOrUndoAsync(JsonObject user, Func<string, Task> send)
    {
        var id = user.Text(AccountFields.Id);
        try
        {
            await send(id);
        }
        catch
        {
            await database.WriteAsync(db =>
            {
                accounts.Delete(db, id);
                return true;
            });
            throw;
        }
    }
}
