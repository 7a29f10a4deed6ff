using System.Data.Common;

namespace Altogic.Reactive.Backend.Stores.Sqlite.Auth;

/// <summary>A session as it lies in the data folder: its token as a hash to be found by, and sealed to be given back.</summary>
internal sealed record SessionRow(
    byte[] Hash, string UserId, byte[] SealedToken, long CreatedAt, long LastUsedAt, string AccessGroups, string UserAgent);

/// <summary>The statements on the sessions. The methods that delete give what they deleted.</summary>
internal static class SessionTable
{
    private const string Columns = "hash, user_id, token, created_at, last_used_at, access_groups, user_agent";

    public static void Insert(DbSession db, SessionRow row) =>
        db.Execute(
            $"INSERT INTO auth_sessions ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            row.Hash, row.UserId, row.SealedToken, row.CreatedAt, row.LastUsedAt, row.AccessGroups, row.UserAgent);

    public static SessionRow? Get(DbSession db, byte[] hash)
    {
        using var reader = db.Command($"SELECT {Columns} FROM auth_sessions WHERE hash = $1", hash).ExecuteReader();
        return reader.Read() ? Read(reader) : null;
    }

    /// <summary>The sessions of a user, oldest first.</summary>
    public static List<SessionRow> OfUser(DbSession db, string userId) =>
        Rows(db, $"SELECT {Columns} FROM auth_sessions WHERE user_id = $1 ORDER BY created_at, hash", userId);

    public static void Touch(DbSession db, byte[] hash, long lastUsedAt) =>
        db.Execute("UPDATE auth_sessions SET last_used_at = $2 WHERE hash = $1", hash, lastUsedAt);

    public static List<SessionRow> Delete(DbSession db, byte[] hash) =>
        Rows(db, $"DELETE FROM auth_sessions WHERE hash = $1 RETURNING {Columns}", hash);

    public static List<SessionRow> DeleteOfUser(DbSession db, string userId) =>
        Rows(db, $"DELETE FROM auth_sessions WHERE user_id = $1 RETURNING {Columns}", userId);

    public static List<SessionRow> DeleteOthersOfUser(DbSession db, string userId, byte[] keep) =>
        Rows(db, $"DELETE FROM auth_sessions WHERE user_id = $1 AND hash <> $2 RETURNING {Columns}", userId, keep);

    /// <summary>Drops the oldest sessions of a user until <paramref name="keep"/> are left.</summary>
    public static List<SessionRow> DeleteOldest(DbSession db, string userId, int keep) =>
        Rows(
            db,
            $"""
            DELETE FROM auth_sessions WHERE hash IN (
              SELECT hash FROM auth_sessions WHERE user_id = $1 ORDER BY created_at DESC, hash LIMIT -1 OFFSET $2) RETURNING {Columns}
            """,
            userId, keep);

    /// <summary>Drops so many at most.</summary>
    public static List<SessionRow> DeleteUnusedSince(DbSession db, long lastUsedAt, int most) =>
        Rows(
            db,
            $"DELETE FROM auth_sessions WHERE hash IN (SELECT hash FROM auth_sessions WHERE last_used_at < $1 LIMIT $2) RETURNING {Columns}",
            lastUsedAt, most);

    private static List<SessionRow> Rows(DbSession db, string sql, params ReadOnlySpan<object?> values)
    {
        var rows = new List<SessionRow>();
        using var reader = db.Command(sql, values).ExecuteReader();
        while (reader.Read()) rows.Add(Read(reader));
        return rows;
    }

    private static SessionRow Read(DbDataReader reader) => new(
        reader.GetFieldValue<byte[]>(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetInt64(3), reader.GetInt64(4),
        reader.GetString(5), reader.GetString(6));
}
