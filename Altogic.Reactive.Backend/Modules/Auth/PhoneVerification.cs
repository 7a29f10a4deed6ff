using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>Confirms phone numbers with the code that was sent to them (auth §4; rest A23).</summary>
internal sealed class PhoneVerification(SqliteDatabase database, UserAccounts accounts, AuthLimits limits, OneTimeCodes codes)
{
    /// <summary>After a sign-up the user with a session; after a change of the number the user alone.</summary>
    public async Task<AuthResult> ConfirmAsync(string? phone, string? code, RequestOrigin origin, CancellationToken cancel)
    {
        var attempt = CodeAttempt.Read(phone, code);
        limits.CheckAttempt(attempt.Account, origin.Address);
        var result = await database.WriteAsync(
            db => codes.Redeem(db, attempt.Phone, attempt.Code, Purpose.VerifyPhone, Purpose.ChangePhone) is { } row ? Apply(db, row, origin) : null, cancel);
        if (result is null)
        {
            limits.Failed(attempt.Account, origin.Address);
            throw AuthErrors.InvalidCode();
        }

        limits.Succeeded(attempt.Account);
        return result;
    }

    private AuthResult? Apply(DbSession db, CodeRow row, RequestOrigin origin)
    {
        if (accounts.Get(db, row.UserId) is not { } user) return null;
        if (row.Purpose == Purpose.VerifyPhone)
        {
            if (user.TextOrNull(AccountFields.Phone) != row.Phone) return null;
            accounts.Changed(db, row.UserId, null);
            return accounts.Enter(db, accounts.Update(db, row.UserId, new JsonObject { [AccountFields.PhoneVerified] = true }), origin);
        }

        accounts.Claim(db, row.Phone, row.UserId);
        var changes = new JsonObject { [AccountFields.Phone] = row.Phone, [AccountFields.PhoneVerified] = true };
        CodeTable.DeleteOfUser(db, row.UserId);
        accounts.Changed(db, row.UserId, null, UserEvent.PhoneChange);
        return new AuthResult(accounts.Update(db, row.UserId, changes), null);
    }
}
