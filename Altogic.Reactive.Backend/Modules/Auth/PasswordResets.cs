using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>New passwords for those who forgot theirs (auth §3.5, §4; rest A19, A20). No session is opened or closed.</summary>
internal sealed class PasswordResets(
    AuthDefinition settings, SqliteDatabase database, UserAccounts accounts, PasswordGuard passwords, AuthLimits limits,
    OneTimeTokens tokens, OneTimeCodes codes)
{
    private const string NewPasswordField = "newPassword";

    public async Task WithTokenAsync(string? key, JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(key)) throw AuthErrors.MissingAccessToken();
        var password = NewPassword.Require(body, NewPasswordField, settings.PasswordMinLength);
        limits.CheckAddress(origin.Address);
        try
        {
            database.Read(db => tokens.Require(db, key, Purpose.ResetPassword));
            var hash = await passwords.HashAsync(password, cancel);
            await database.WriteAsync(
                db =>
                {
                    var token = tokens.Require(db, key, Purpose.ResetPassword);
                    tokens.MarkUsed(db, token);
                    Set(db, accounts.Get(db, token.UserId), user => user.TextOrNull(AccountFields.Email) == token.Target, hash);
                    return true;
                },
                cancel);
        }
        catch (ApiException e) when (e.Status is 401 or 403)
        {
            limits.Failed(origin.Address);
            throw;
        }
    }

    public async Task WithCodeAsync(string? phone, string? code, JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        var attempt = CodeAttempt.Read(phone, code);
        var password = NewPassword.Require(body, NewPasswordField, settings.PasswordMinLength);
        limits.CheckAttempt(attempt.Account, origin.Address);

        // Hashing is work that only the right code is worth.
        var isRight = await database.WriteAsync(
            db => codes.Match(db, attempt.Phone, attempt.Code, Purpose.ResetPasswordCode) is not null, cancel);
        if (!isRight || !await SetWithCodeAsync(attempt, await passwords.HashAsync(password, cancel), cancel))
        {
            limits.Failed(attempt.Account, origin.Address);
            throw AuthErrors.InvalidCode();
        }

        limits.Succeeded(attempt.Account);
    }

    private Task<bool> SetWithCodeAsync(CodeAttempt attempt, string hash, CancellationToken cancel) => database.WriteAsync(
        db =>
        {
            if (codes.Redeem(db, attempt.Phone, attempt.Code, Purpose.ResetPasswordCode) is not { } row) return false;
            Set(db, accounts.Get(db, row.UserId), user => user.TextOrNull(AccountFields.Phone) == row.Phone, hash);
            return true;
        },
        cancel);

    private void Set(DbSession db, JsonObject? user, Func<JsonObject, bool> isStillReachedSo, string hash)
    {
        if (user is null || !isStillReachedSo(user)) throw AuthErrors.InvalidAccessToken();
        if (!user.HasPassword()) throw AuthErrors.ProviderAccount();
        CredentialTable.Set(db, user.Text(AccountFields.Id), hash);
        PasswordTraces.Drop(db, user.Text(AccountFields.Id));
        accounts.Changed(db, user.Text(AccountFields.Id), null, UserEvent.PasswordChange);
    }
}
