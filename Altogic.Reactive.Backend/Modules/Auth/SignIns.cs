using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>Sign-in with a password, a code or an access token (auth §3.3, §4; rest A3–A5, A12).</summary>
internal sealed class SignIns(
    AuthDefinition settings, SqliteDatabase database, UserAccounts accounts, PasswordGuard passwords, AuthLimits limits,
    OneTimeTokens tokens, OneTimeCodes codes)
{
    public Task<AuthResult> WithEmailAsync(JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        var typed = BodyText.Require(body, AccountFields.Email, "e-mail address");
        var email = EmailAddress.Normalize(typed);
        return WithPasswordAsync(
            body, email ?? typed, "e-mail address", db => email is null ? null : accounts.FindByEmail(db, email),
            user => settings.EmailVerification && !user.Is(AccountFields.EmailVerified) ? AuthErrors.EmailNotVerified() : null, origin, cancel);
    }

    public Task<AuthResult> WithPhoneAsync(JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        var typed = BodyText.Require(body, AccountFields.Phone, "phone number");
        var phone = PhoneNumber.Normalize(typed);
        return WithPasswordAsync(
            body, phone ?? typed, "phone number", db => phone is null ? null : accounts.FindByPhone(db, phone),
            user => settings.PhoneVerification && !user.Is(AccountFields.PhoneVerified) ? AuthErrors.PhoneNotVerified() : null, origin, cancel);
    }

    public async Task<AuthResult> WithCodeAsync(string? phone, string? code, RequestOrigin origin, CancellationToken cancel)
    {
        if (!(settings.SignInCodes ?? settings.PhoneVerification)) throw AuthErrors.SignInCodesDisabled();
        var attempt = CodeAttempt.Read(phone, code);
        limits.CheckAttempt(attempt.Account, origin.Address);
        var result = await database.WriteAsync(
            db => codes.Redeem(db, attempt.Phone, attempt.Code, Purpose.SignInCode) is { } row && accounts.Get(db, row.UserId) is { } user
                ? accounts.Enter(db, user, origin)
                : null,
            cancel);
        if (result is null)
        {
            limits.Failed(attempt.Account, origin.Address);
            throw AuthErrors.InvalidCode();
        }

        limits.Succeeded(attempt.Account);
        return result;
    }

    public async Task<AuthResult> WithGrantAsync(string? key, RequestOrigin origin, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(key)) throw AuthErrors.MissingAccessToken();
        limits.CheckAddress(origin.Address);
        try
        {
            return await database.WriteAsync(
                db =>
                {
                    var token = tokens.Require(db, key, Purpose.Grant);
                    tokens.MarkUsed(db, token);
                    return accounts.Enter(db, accounts.Get(db, token.UserId) ?? throw AuthErrors.InvalidAccessToken(), origin);
                },
                cancel);
        }
        catch (ApiException e) when (e.Status is 401 or 403)
        {
            limits.Failed(origin.Address);
            throw;
        }
    }

    private async Task<AuthResult> WithPasswordAsync(
        JsonObject body, string account, string field, Func<DbSession, JsonObject?> find, Func<JsonObject, ApiException?> objection,
        RequestOrigin origin, CancellationToken cancel)
    {
        var password = BodyText.Require(body, "password", "password");
        var (user, hash) = database.Read(db =>
        {
            var found = find(db);
            return (found, found is null ? null : CredentialTable.Get(db, found.Text(AccountFields.Id)));
        });
        var verdict = await passwords.CheckAsync(account, origin.Address, password, hash, null, cancel);
        if (settings.RevealAccounts && user is not null && !user.HasPassword()) throw AuthErrors.ProviderAccount();
        if (!verdict.IsRight || user is null) throw AuthErrors.InvalidCredentials(field);
        if (objection(user) is { } refusal) throw refusal;
        return await database.WriteAsync(db => Enter(db, user.Text(AccountFields.Id), hash!, verdict, origin) ?? throw AuthErrors.InvalidCredentials(field), cancel);
    }

    /// <summary>Null when the password or the user changed while the hash was computed.</summary>
    private AuthResult? Enter(DbSession db, string userId, string checkedHash, PasswordVerdict verdict, RequestOrigin origin)
    {
        if (accounts.Get(db, userId) is not { } user || CredentialTable.Get(db, userId) != checkedHash) return null;
        if (verdict.NewHash is { } upgraded) CredentialTable.Set(db, userId, upgraded);
        return accounts.Enter(db, user, origin);
    }
}
