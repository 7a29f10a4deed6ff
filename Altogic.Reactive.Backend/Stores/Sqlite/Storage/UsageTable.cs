namespace Altogic.Reactive.Backend.Stores.Sqlite.Storage;

/// <summary>How many files and bytes each bucket holds, so that limits cost nothing to check.</summary>
internal static class UsageTable
{
    public static void Add(DbSession db, string bucketId, int files, long bytes)
    {
        using var statement = db.Prepare(
            """
            INSERT INTO storage_usage (bucket, files, bytes) VALUES (?1, ?2, ?3)
            ON CONFLICT (bucket) DO UPDATE SET files = files + ?2, bytes = bytes + ?3
            """).Bind(bucketId, files, bytes);
        statement.Step();
    }

    public static void Clear(DbSession db, string bucketId)
    {
        using var statement = db.Prepare("DELETE FROM storage_usage WHERE bucket = ?1").Bind(bucketId);
        statement.Step();
    }

    public static long FilesOf(DbSession db, string bucketId)
    {
        using var statement = db.Prepare("SELECT files FROM storage_usage WHERE bucket = ?1").Bind(bucketId);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public static long TotalBytes(DbSession db)
    {
        using var statement = db.Prepare("SELECT coalesce(sum(bytes), 0) FROM storage_usage");
        statement.Step();
        return statement.Int64(0);
    }
}
