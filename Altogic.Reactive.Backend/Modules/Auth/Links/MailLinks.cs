using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth.Links;

/// <summary>
/// Does what a link in a mail promises (auth §3.2, §3.4–§3.6, §7). A repeated click within a quarter of an hour, as mail scanners
/// and double clicks make them, leads to the same place again.
/// </summary>
internal sealed class MailLinks(
    AuthDefinition settings, SqliteDatabase database, UserAccounts accounts, AuthLimits limits, OneTimeTokens tokens, HostSecrets secrets)
{
    private static readonly TimeSpan Repeatable = TimeSpan.FromMinutes(15);

    public async Task<Outcome> FollowAsync(LinkKind kind, string? key, RequestOrigin origin)
    {
        try
        {
            limits.CheckAddress(origin.Address);
            var outcome = await database.WriteAsync(db => Follow(db, kind, key));
            if (outcome.Status == 400) limits.Failed(origin.Address);
            return outcome;
        }
        catch (ApiException e)
        {
            return Outcome.Failure(kind.Action, e.Status, e.Message);
        }
    }

    private Outcome Follow(DbSession db, LinkKind kind, string? key)
    {
        if (key is null || OneTimeTokens.Find(db, key) is not { } token || token.Purpose != kind.Purpose) return Fail(kind, 400, "The link is not valid.");
        if (token.UsedAt is not null)
            return tokens.WasUsedWithin(token, Repeatable) ? Success(kind, key) : Fail(kind, 400, "The link was used already.");
        if (tokens.IsExpired(token)) return Fail(kind, 400, "The link has expired.");
        if (!settings.EmailVerification) return Fail(kind, 401, "Confirmation of e-mail addresses is switched off.");
        if (accounts.Get(db, token.UserId) is not { } user) return Fail(kind, 404, "There is no such user any more.");
        if (Apply(db, kind, token, user) is { } failure) return failure;

        // A link to a form is used by the form, not by the click.
        if (kind != LinkKind.ResetPassword) tokens.MarkUsed(db, token);
        if (kind == LinkKind.VerifyEmail || kind == LinkKind.MagicLink) tokens.Issue(db, secrets.GrantOf(key), Purpose.Grant, token.UserId, kind.Action);
        return Success(kind, key);
    }

    /// <summary>Null when the link did its work.</summary>
    private Outcome? Apply(DbSession db, LinkKind kind, TokenRow token, JsonObject user)
    {
        if (kind == LinkKind.ChangeEmail)
        {
            if (accounts.FindByEmail(db, token.Target) is { } other && other.Text(AccountFields.Id) != token.UserId)
                return Fail(kind, 401, "The e-mail address belongs to another account by now.");
            accounts.Update(db, token.UserId, new JsonObject { [AccountFields.Email] = token.Target, [AccountFields.EmailVerified] = true });
            accounts.Changed(db, token.UserId, null, UserEvent.EmailChange);
            return null;
        }

        if (user.TextOrNull(AccountFields.Email) != token.Target) return Fail(kind, 400, "The account has another e-mail address by now.");
        var isVerified = user.Is(AccountFields.EmailVerified);
        if (kind == LinkKind.VerifyEmail)
        {
            if (isVerified) return Fail(kind, 401, "The e-mail address is confirmed already.");
            accounts.Update(db, token.UserId, new JsonObject { [AccountFields.EmailVerified] = true });
            accounts.Changed(db, token.UserId, null);
            return null;
        }

        return isVerified ? null : Fail(kind, 401, "The e-mail address is not confirmed yet.");
    }

    private Outcome Success(LinkKind kind, string key) => new(kind.Action, 200)
    {
        AccessToken = kind == LinkKind.ResetPassword ? key : kind == LinkKind.ChangeEmail ? null : secrets.GrantOf(key),
    };

    private static Outcome Fail(LinkKind kind, int status, string error) => Outcome.Failure(kind.Action, status, error);
}
