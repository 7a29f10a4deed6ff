namespace Altogic.Reactive.Backend.Stores.Sqlite.Auth;

/// <summary>A one-time token.</summary>
/// <param name="Hash">What it is found by.</param>
/// <param name="Purpose">The only thing it is good for.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Target">The e-mail address it was made for, or empty.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="UsedAt">When it was used; null while it was not.</param>
internal sealed record TokenRow(byte[] Hash, string Purpose, string UserId, string Target, long ExpiresAt, long? UsedAt);

/// <summary>The statements on one-time tokens.</summary>
internal static class TokenTable
{
    /// <summary>False when there is such a token already.</summary>
    public static bool Insert(DbSession db, TokenRow row) =>
        db.Execute(
            "INSERT OR IGNORE INTO auth_tokens (hash, purpose, user_id, target, expires_at, used_at) VALUES ($1, $2, $3, $4, $5, $6)",
            row.Hash, row.Purpose, row.UserId, row.Target, row.ExpiresAt, row.UsedAt) > 0;

    public static TokenRow? Get(DbSession db, byte[] hash)
    {
        using var reader = db.Command(
            "SELECT hash, purpose, user_id, target, expires_at, used_at FROM auth_tokens WHERE hash = $1", hash).ExecuteReader();
        return reader.Read()
            ? new TokenRow(
                reader.GetFieldValue<byte[]>(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4),
                reader.IsDBNull(5) ? null : reader.GetInt64(5))
            : null;
    }

    public static void MarkUsed(DbSession db, byte[] hash, long usedAt) =>
        db.Execute("UPDATE auth_tokens SET used_at = $2 WHERE hash = $1", hash, usedAt);

    public static void DeleteOfUser(DbSession db, string userId) => db.Execute("DELETE FROM auth_tokens WHERE user_id = $1", userId);

    public static void DeleteUnusedOfUser(DbSession db, string userId, string purpose) =>
        db.Execute("DELETE FROM auth_tokens WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL", userId, purpose);

    public static void DeleteExpired(DbSession db, long before) => db.Execute("DELETE FROM auth_tokens WHERE expires_at < $1", before);
}
