namespace Altogic.Reactive.Backend.Stores.Sqlite.Auth;

/// <summary>A one-time code that was sent to a phone.</summary>
internal sealed record CodeRow(string Phone, string Purpose, string UserId, byte[] Hash, int Tries, long ExpiresAt);

/// <summary>The statements on one-time codes; a phone has at most one for each purpose and user.</summary>
internal static class CodeTable
{
    public static void Set(DbSession db, CodeRow row) =>
        db.Execute(
            "INSERT OR REPLACE INTO auth_codes (phone, purpose, user_id, hash, tries, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
            row.Phone, row.Purpose, row.UserId, row.Hash, row.Tries, row.ExpiresAt);

    public static List<CodeRow> Of(DbSession db, string phone, string purpose)
    {
        var rows = new List<CodeRow>();
        using var reader = db.Command(
            "SELECT phone, purpose, user_id, hash, tries, expires_at FROM auth_codes WHERE phone = $1 AND purpose = $2", phone, purpose).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new CodeRow(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetInt32(4), reader.GetInt64(5)));
        }

        return rows;
    }

    public static void CountTry(DbSession db, CodeRow row) =>
        db.Execute(
            "UPDATE auth_codes SET tries = tries + 1 WHERE phone = $1 AND purpose = $2 AND user_id = $3", row.Phone, row.Purpose, row.UserId);

    public static void Delete(DbSession db, CodeRow row) =>
        db.Execute("DELETE FROM auth_codes WHERE phone = $1 AND purpose = $2 AND user_id = $3", row.Phone, row.Purpose, row.UserId);

    public static void DeleteOfUser(DbSession db, string userId) => db.Execute("DELETE FROM auth_codes WHERE user_id = $1", userId);

    public static void DeleteOfUser(DbSession db, string userId, string purpose) =>
        db.Execute("DELETE FROM auth_codes WHERE user_id = $1 AND purpose = $2", userId, purpose);

    public static void DeleteExpired(DbSession db, long before) => db.Execute("DELETE FROM auth_codes WHERE expires_at < $1", before);
}
