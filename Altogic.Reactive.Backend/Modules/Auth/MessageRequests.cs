using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Links;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>
/// The operations that anybody may call to have a link or a code sent (rest A13–A18). Unless the app says otherwise, they give
/// the same answer for every address, after the same work: a token is made and written down for nobody too, and a message
/// that cannot be sent is a matter for the log.
/// </summary>
internal sealed class MessageRequests(
    AuthDefinition settings, SqliteDatabase database, UserAccounts accounts, AuthLimits limits, OneTimeTokens tokens,
    OneTimeCodes codes, AuthMessages messages, BackgroundSends background, ILogger logger)
{
    public Task ResendVerificationEmailAsync(string? email, RequestOrigin origin) => SendLinkAsync(
        email, LinkKind.VerifyEmail, origin, user => user.Is(AccountFields.EmailVerified) ? AuthErrors.EmailAlreadyVerified() : null);

    public Task SendMagicLinkAsync(string? email, RequestOrigin origin) => SendLinkAsync(
        email, LinkKind.MagicLink, origin, user => user.Is(AccountFields.EmailVerified) ? null : AuthErrors.EmailNotVerified());

    public Task SendResetLinkAsync(string? email, RequestOrigin origin) => SendLinkAsync(
        email, LinkKind.ResetPassword, origin,
        user => !user.HasPassword() ? AuthErrors.ProviderAccount() : user.Is(AccountFields.EmailVerified) ? null : AuthErrors.EmailNotVerified());

    public Task ResendVerificationCodeAsync(string? phone) => SendCodeAsync(
        phone, Purpose.VerifyPhone, user => user.Is(AccountFields.PhoneVerified) ? AuthErrors.PhoneAlreadyVerified() : null);

    public Task SendSignInCodeAsync(string? phone)
    {
        if (!(settings.SignInCodes ?? settings.PhoneVerification)) throw AuthErrors.SignInCodesDisabled();
        return SendCodeAsync(
            phone, Purpose.SignInCode, user => user.Is(AccountFields.PhoneVerified) ? null : AuthErrors.PhoneNotVerified(), needsVerification: false);
    }

    public Task SendResetCodeAsync(string? phone) => SendCodeAsync(
        phone, Purpose.ResetPasswordCode,
        user => !user.HasPassword() ? AuthErrors.ProviderAccount() : user.Is(AccountFields.PhoneVerified) ? null : AuthErrors.PhoneNotVerified());

    private async Task SendLinkAsync(string? email, LinkKind kind, RequestOrigin origin, Func<JsonObject, ApiException?> objection)
    {
        if (!settings.EmailVerification) throw AuthErrors.EmailVerificationDisabled();
        var address = Identifier.RequireEmail(email);
        limits.TakeMessage(address);
        var userId = Recipient(database.Read(db => accounts.FindByEmail(db, address)), objection);
        var key = await database.WriteAsync(db => userId is null ? Pretend(db) : tokens.Issue(db, kind.Purpose, userId, address));
        if (userId is not null) await SendAsync(cancel => messages.SendLinkAsync(kind, address, userId, key, origin.BaseUrl, cancel), messages.MailIsRemote);

        string Pretend(DbSession db)
        {
            tokens.Pretend(db, kind.Purpose);
            return "";
        }
    }

    private async Task SendCodeAsync(string? phone, string purpose, Func<JsonObject, ApiException?> objection, bool needsVerification = true)
    {
        if (needsVerification && !settings.PhoneVerification) throw AuthErrors.PhoneVerificationDisabled();
        var number = Identifier.RequirePhone(phone);
        limits.TakeMessage(number);
        var userId = Recipient(database.Read(db => accounts.FindByPhone(db, number)), objection);
        var code = await database.WriteAsync(db => userId is null ? Pretend(db) : codes.Issue(db, number, purpose, userId));
        if (userId is not null) await SendAsync(cancel => messages.SendCodeAsync(purpose, number, userId, code, cancel), messages.TextIsRemote);

        string Pretend(DbSession db)
        {
            codes.Pretend(db, number, purpose);
            return "";
        }
    }

    /// <summary>The user to send to; null for nobody.</summary>
    private string? Recipient(JsonObject? user, Func<JsonObject, ApiException?> objection)
    {
        var refusal = user is null ? AuthErrors.UserNotFound() : objection(user);
        if (refusal is null) return user!.Text(AccountFields.Id);
        return settings.RevealAccounts ? throw refusal : null;
    }

    private async Task SendAsync(Func<CancellationToken, Task> send, bool isRemote)
    {
        if (isRemote && !settings.RevealAccounts)
        {
            background.Add(send);
            return;
        }

        try
        {
            await send(CancellationToken.None);
        }
        catch (ApiException e) when (!settings.RevealAccounts)
        {
            AuthLog.MessageNotSent(logger, e.Message);
        }
    }
}
