namespace Altogic.Reactive.Backend.Stores.Sqlite.Auth;

/// <summary>The password hash of each user; never part of the user object.</summary>
internal static class CredentialTable
{
    public static string? Get(DbSession db, string userId) =>
        db.Scalar("SELECT hash FROM auth_credentials WHERE user_id = $1", userId) as string;

    public static void Set(DbSession db, string userId, string hash) =>
        db.Execute(
            "INSERT INTO auth_credentials (user_id, hash) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash", userId, hash);

    public static void Delete(DbSession db, string userId) => db.Execute("DELETE FROM auth_credentials WHERE user_id = $1", userId);
}
