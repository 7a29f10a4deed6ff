using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Links;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>What signed-in users change about their account with the current password at hand (auth §3.6, §3.7, §4).</summary>
internal sealed class AccountChanges(
    AuthDefinition settings, SqliteDatabase database, UserAccounts accounts, PasswordGuard passwords, AuthLimits limits,
    OneTimeTokens tokens, OneTimeCodes codes, AuthMessages messages)
{
    /// <summary>The user as stored now.</summary>
    /// <exception cref="ApiException">401 when the user was deleted, and the session with it.</exception>
    public JsonObject Get(string userId) => database.Read(db => accounts.Get(db, userId)) ?? throw AuthErrors.SessionGone();

    public async Task SetPasswordAsync(SessionInfo caller, JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        var userId = caller.UserId;
        var password = NewPassword.Require(body, "newPassword", settings.PasswordMinLength);
        var (user, checkedHash, verdict) = await ConfirmAsync(userId, body, "oldPassword", password, origin, cancel);
        await database.WriteAsync(
            db =>
            {
                EnsureUnchanged(db, userId, checkedHash);
                CredentialTable.Set(db, userId, verdict.NewHash!);
                PasswordTraces.Drop(db, userId);
                accounts.Changed(db, userId, caller, UserEvent.PasswordChange);
                return accounts.Update(db, user.Text(AccountFields.Id), []);
            },
            cancel);
    }

    /// <summary>The user: changed, or as before while the new address is to be confirmed.</summary>
    public async Task<JsonObject> SetEmailAsync(SessionInfo caller, JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        var userId = caller.UserId;
        var typed = BodyText.Require(body, "newEmail", "new e-mail address");
        var email = EmailAddress.Normalize(typed) ?? throw new ApiException(400, [AuthErrors.Invalid("newEmail", "Not a valid e-mail address.", typed)]);
        var (user, checkedHash, _) = await ConfirmAsync(userId, body, "currentPassword", null, origin, cancel);
        if (user.TextOrNull(AccountFields.Email) == email) return user;
        if (settings.EmailVerification) limits.TakeMessage(email);
        var key = "";
        var answer = await database.WriteAsync(
            db =>
            {
                EnsureUnchanged(db, userId, checkedHash);
                accounts.EnsureFree(db, email, null, userId);
                if (!settings.EmailVerification)
                {
                    accounts.Changed(db, userId, caller, UserEvent.EmailChange);
                    return accounts.Update(db, userId, new JsonObject { [AccountFields.Email] = email, [AccountFields.EmailVerified] = false });
                }

                key = tokens.Issue(db, Purpose.ChangeEmail, userId, email);
                return user;
            },
            cancel);
        if (key.Length > 0) await messages.SendLinkAsync(LinkKind.ChangeEmail, email, userId, key, origin.BaseUrl, CancellationToken.None);
        return answer;
    }

    /// <summary>The user: changed, or as before while the new number is to be confirmed.</summary>
    public async Task<JsonObject> SetPhoneAsync(SessionInfo caller, JsonObject body, RequestOrigin origin, CancellationToken cancel)
    {
        var userId = caller.UserId;
        var typed = BodyText.Require(body, "newPhone", "new phone number");
        var phone = PhoneNumber.Normalize(typed)
            ?? throw new ApiException(400, [AuthErrors.Invalid("newPhone", "Not a valid phone number of its country.", typed)]);
        var (user, checkedHash, _) = await ConfirmAsync(userId, body, "currentPassword", null, origin, cancel);
        if (user.TextOrNull(AccountFields.Phone) == phone) return user;
        if (settings.PhoneVerification) limits.TakeMessage(phone);
        var code = "";
        var answer = await database.WriteAsync(
            db =>
            {
                EnsureUnchanged(db, userId, checkedHash);
                accounts.EnsureClaimable(db, phone, userId);
                if (!settings.PhoneVerification)
                {
                    accounts.Changed(db, userId, caller, UserEvent.PhoneChange);
                    return accounts.Update(db, userId, new JsonObject { [AccountFields.Phone] = phone, [AccountFields.PhoneVerified] = false });
                }

                code = codes.Issue(db, phone, Purpose.ChangePhone, userId);
                return user;
            },
            cancel);
        if (code.Length > 0) await messages.SendCodeAsync(Purpose.ChangePhone, phone, userId, code, CancellationToken.None);
        return answer;
    }

    private async Task<(JsonObject User, string CheckedHash, PasswordVerdict Verdict)> ConfirmAsync(
        string userId, JsonObject body, string field, byte[]? replacement, RequestOrigin origin, CancellationToken cancel)
    {
        var password = BodyText.Require(body, field, "current password");
        var (user, hash) = database.Read(db => (accounts.Get(db, userId), CredentialTable.Get(db, userId)));
        if (user is null) throw AuthErrors.SessionGone();
        if (!user.HasPassword() || hash is null) throw AuthErrors.ProviderAccount();
        var verdict = await passwords.CheckAsync(userId, origin.Address, password, hash, replacement, cancel);
        return verdict.IsRight ? (user, hash, verdict) : throw AuthErrors.WrongCurrentPassword();
    }

    /// <summary>Between check and change another request may have set another password.</summary>
    private static void EnsureUnchanged(DbSession db, string userId, string checkedHash)
    {
        if (CredentialTable.Get(db, userId) != checkedHash) throw AuthErrors.WrongCurrentPassword();
    }
}
