using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Sessions;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Auth;

namespace Altogic.Reactive.Backend.Modules.Auth.Accounts;

/// <summary>Users together with what authentication keeps beside them. Every method runs inside a read or a write.</summary>
internal sealed class UserAccounts(
    AuthDefinition settings, IUserDocuments users, SessionRegistry sessions, ObjectId ids, TimeProvider time, UserEvents events)
{
    /// <inheritdoc cref="IUserDocuments.HashAsync"/>
    public Task<Secrets> HashAsync(JsonObject fields, SecretHash hash, CancellationToken cancel) => users.HashAsync(fields, hash, cancel);

    /// <summary>Adds a user with a password; <paramref name="fields"/> hold the address or number that must be free.</summary>
    public JsonObject Create(DbSession db, JsonObject fields, string passwordHash, Secrets secrets)
    {
        var id = ids.Next();
        fields[AccountFields.Id] = id;
        fields[AccountFields.Provider] = AccountFields.OwnProvider;
        fields[AccountFields.ProviderUserId] = id;
        var user = Add(db, fields, secrets);
        CredentialTable.Set(db, id, passwordHash);
        return user;
    }

    /// <summary>Adds a user of a sign-in provider, who has no password here.</summary>
    public JsonObject CreateOfProvider(DbSession db, JsonObject fields)
    {
        var id = ids.Next();
        fields[AccountFields.Id] = id;
        var user = Add(db, fields, Secrets.None);
        IdentityTable.Set(db, user.Text(AccountFields.Provider), user.Text(AccountFields.ProviderUserId), id);
        return user;
    }

    public JsonObject? Get(DbSession db, string id) => users.Get(db, id);

    public JsonObject? FindByEmail(DbSession db, string email) => users.FindBy(db, AccountFields.Email, email);

    public JsonObject? FindByPhone(DbSession db, string phone) => users.FindBy(db, AccountFields.Phone, phone);

    public JsonObject Update(DbSession db, string id, JsonObject changes) => users.Update(db, id, changes);

    /// <summary>Opens a session and notes the sign-in.</summary>
    public AuthResult Enter(DbSession db, JsonObject user, RequestOrigin origin)
    {
        var updated = users.Update(db, user.Text(AccountFields.Id), new JsonObject { [AccountFields.LastLoginAt] = Now() });
        return new AuthResult(updated, sessions.Open(db, updated, origin.UserAgent));
    }

    /// <exception cref="ApiException">400 when another user has the address or number.</exception>
    public void EnsureFree(DbSession db, string? email, string? phone, string? except = null)
    {
        if (email is not null && FindByEmail(db, email) is { } byEmail && byEmail.Text(AccountFields.Id) != except) throw AuthErrors.EmailNotUnique(email);
        if (phone is not null && FindByPhone(db, phone) is { } byPhone && byPhone.Text(AccountFields.Id) != except) throw AuthErrors.PhoneNotUnique(phone);
    }

    /// <summary>As <see cref="EnsureFree"/> for a number to sign in by: one that somebody has only noted beside an e-mail address counts as free.</summary>
    /// <exception cref="ApiException">400 when another user has the number.</exception>
    public void EnsureClaimable(DbSession db, string phone, string? except = null)
    {
        if (FindByPhone(db, phone) is { } holder && holder.Text(AccountFields.Id) != except && !IsOnlyNoted(holder)) throw AuthErrors.PhoneNotUnique(phone);
    }

    /// <summary>Takes such a number away from the account that noted it.</summary>
    /// <exception cref="ApiException">400 when another user has the number, or cannot be without one.</exception>
    public void Claim(DbSession db, string phone, string? except = null)
    {
        EnsureClaimable(db, phone, except);
        if (FindByPhone(db, phone) is not { } holder || holder.Text(AccountFields.Id) == except) return;
        try
        {
            users.Update(db, holder.Text(AccountFields.Id), new JsonObject { [AccountFields.Phone] = null, [AccountFields.PhoneVerified] = null });
        }
        catch (ApiException)
        {
            // The app wants every user to have a number.
            throw AuthErrors.PhoneNotUnique(phone);
        }
    }

    /// <summary>Deletes a user; the database has <see cref="Forget"/> called for it.</summary>
    public void Delete(DbSession db, string id) => users.Delete(db, id);

    /// <summary>Drops what is kept beside a user who is being deleted, by whatever route; sessions included.</summary>
    public void Forget(DbSession db, string id)
    {
        sessions.CloseAll(db, id);
        CredentialTable.Delete(db, id);
        TokenTable.DeleteOfUser(db, id);
        CodeTable.DeleteOfUser(db, id);
        IdentityTable.DeleteOfUser(db, id);
    }

    /// <summary>Tells the user's connections of a change.</summary>
    /// <param name="db">The write that changes the user.</param>
    /// <param name="id">The user.</param>
    /// <param name="cause">The session that changes it; null for links, codes and servers.</param>
    /// <param name="name">The event for this kind of change; every change is an update besides.</param>
    public void Changed(DbSession db, string id, SessionInfo? cause, string? name = null)
    {
        var session = cause is null ? null : SessionJson.Of(cause);
        if (name is not null) events.Raise(db, new UserEvent(name, id, session));
        events.Raise(db, new UserEvent(UserEvent.Update, id, session));
    }

    private JsonObject Add(DbSession db, JsonObject fields, Secrets secrets)
    {
        EnsureFree(db, fields.TextOrNull(AccountFields.Email), fields.TextOrNull(AccountFields.Phone));
        var now = Now();
        fields[AccountFields.SignUpAt] = now;
        fields[AccountFields.LastLoginAt] = now;
        return users.Create(db, fields, secrets);
    }

    // Where numbers are confirmed, one that was not does nothing for an account that has an e-mail address to sign in by.
    private bool IsOnlyNoted(JsonObject holder) =>
        settings.PhoneVerification && !holder.Is(AccountFields.PhoneVerified) && holder.TextOrNull(AccountFields.Email) is not null;

    private string Now() => IsoDate.ToText(time.GetUtcNow().ToUnixTimeMilliseconds());
}
