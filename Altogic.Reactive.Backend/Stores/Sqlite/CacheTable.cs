namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>The statements on the kept keys of the cache. Instants are milliseconds since 1970; ids grow with every write.</summary>
internal static class CacheTable
{
    public static void Create(DbSession db)
    {
        db.Execute(
            "CREATE TABLE IF NOT EXISTS cache_entries (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value BLOB NOT NULL, expires_at INTEGER NOT NULL)");
        db.Execute(
            """
            CREATE TABLE IF NOT EXISTS cache_traffic (
              id INTEGER PRIMARY KEY CHECK (id = 1), day INTEGER NOT NULL, daily_in INTEGER NOT NULL, daily_out INTEGER NOT NULL,
              monthly_in INTEGER NOT NULL, monthly_out INTEGER NOT NULL)
            """);
    }

    public static void Put(DbSession db, string key, byte[] value, long expiresAt)
    {
        using var statement = db.Prepare("INSERT OR REPLACE INTO cache_entries (key, value, expires_at) VALUES (?1, ?2, ?3)");
        statement.Bind(key, value, expiresAt).Step();
    }

    public static void Delete(DbSession db, string key)
    {
        using var statement = db.Prepare("DELETE FROM cache_entries WHERE key = ?1");
        statement.Bind(1, key);
        statement.Step();
    }

    public static void DeleteExpired(DbSession db, long now) => db.Execute("DELETE FROM cache_entries WHERE expires_at <= $1", now);

    /// <summary>
    /// Hands every key to <paramref name="take"/>, the latest written first, until it takes no more; what it did not take is deleted.
    /// </summary>
    public static void Load(DbSession db, Func<string, byte[], long, bool> take)
    {
        long? firstRefused = null;
        using (var rows = db.Prepare("SELECT id, key, value, expires_at FROM cache_entries ORDER BY id DESC"))
        {
            while (firstRefused is null && rows.Step())
                if (!take(rows.Text(1), rows.Utf8(2).ToArray(), rows.Int64(3))) firstRefused = rows.Int64(0);
        }

        if (firstRefused is not null) db.Execute("DELETE FROM cache_entries WHERE id <= $1", firstRefused);
    }

    public static void PutTraffic(DbSession db, CacheTrafficRow row) => db.Execute(
        "INSERT OR REPLACE INTO cache_traffic (id, day, daily_in, daily_out, monthly_in, monthly_out) VALUES (1, $1, $2, $3, $4, $5)",
        row.Day, row.DailyIngress, row.DailyEgress, row.MonthlyIngress, row.MonthlyEgress);

    public static CacheTrafficRow? FindTraffic(DbSession db)
    {
        using var row = db.Prepare("SELECT day, daily_in, daily_out, monthly_in, monthly_out FROM cache_traffic");
        return row.Step() ? new CacheTrafficRow((int)row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4)) : null;
    }
}
