namespace Altogic.Reactive.Backend.Stores.Sqlite.Auth;

/// <summary>Which user an account at a sign-in provider belongs to; ids are unique within one provider only.</summary>
internal static class IdentityTable
{
    public static string? UserOf(DbSession db, string provider, string providerUserId) =>
        db.Scalar("SELECT user_id FROM auth_identities WHERE provider = $1 AND provider_user_id = $2", provider, providerUserId) as string;

    public static void Set(DbSession db, string provider, string providerUserId, string userId) =>
        db.Execute(
            "INSERT OR REPLACE INTO auth_identities (provider, provider_user_id, user_id) VALUES ($1, $2, $3)", provider, providerUserId, userId);

    public static void DeleteOfUser(DbSession db, string userId) => db.Execute("DELETE FROM auth_identities WHERE user_id = $1", userId);
}
