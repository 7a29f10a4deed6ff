using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>
/// Sets the access groups of users, which no client can (app definition §6.4). They hold from the user's next session on.
/// </summary>
internal sealed class AccessGroups(AppDefinition app, SqliteDatabase database, UserAccounts accounts)
{
    /// <exception cref="ApiException">404 for an unknown user, 400 for a group that is not among those the app defines.</exception>
    public Task<JsonObject> SetAsync(string userId, IReadOnlyList<string> groups) =>
        SetAsync(db => accounts.Get(db, userId), groups);

    /// <inheritdoc cref="SetAsync(string, IReadOnlyList{string})"/>
    public Task<JsonObject> SetByEmailAsync(string email, IReadOnlyList<string> groups) =>
        SetAsync(db => EmailAddress.Normalize(email) is { } address ? accounts.FindByEmail(db, address) : null, groups);

    private Task<JsonObject> SetAsync(Func<DbSession, JsonObject?> find, IReadOnlyList<string> groups)
    {
        foreach (var group in groups)
        {
            if (app.AccessGroups.Count > 0 && !app.AccessGroups.Contains(group, StringComparer.Ordinal))
                throw new ApiException(400, [AuthErrors.Invalid(AccountFields.AccessGroupKeys, $"The app defines no access group '{group}'.", group)]);
        }

        return database.WriteAsync(db =>
        {
            var user = find(db) ?? throw AuthErrors.UserNotFound();
            var keys = new JsonArray([.. groups.Distinct(StringComparer.Ordinal).Select(group => JsonValue.Create(group))]);
            accounts.Changed(db, user.Text(AccountFields.Id), null);
            return accounts.Update(db, user.Text(AccountFields.Id), new JsonObject { [AccountFields.AccessGroupKeys] = keys });
        });
    }
}
