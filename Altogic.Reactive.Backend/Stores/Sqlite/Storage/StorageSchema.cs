namespace Altogic.Reactive.Backend.Stores.Sqlite.Storage;

/// <summary>
/// The tables of storage. Descriptions are documents like those of models, so that the query language works on them; no model can have a
/// name with a dollar sign. The texts of indexed paths are those that queries use.
/// </summary>
internal static class StorageSchema
{
    public const string Buckets = "\"d_$buckets\"";
    public const string Files = "\"d_$files\"";
    public const string Name = """doc ->> '$."name"'""";
    public const string BucketId = """doc ->> '$."bucketId"'""";
    public const string FileName = """doc ->> '$."fileName"'""";

    public static void Create(DbSession db)
    {
        db.Execute($"CREATE TABLE IF NOT EXISTS {Buckets} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc BLOB NOT NULL)");
        db.Execute($"CREATE UNIQUE INDEX IF NOT EXISTS storage_bucket_names ON {Buckets} ({Name})");
        db.Execute(
            $"""
            CREATE TABLE IF NOT EXISTS {Files} (
              seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc BLOB NOT NULL, blob TEXT NOT NULL, digest BLOB NOT NULL,
              stored_at INTEGER NOT NULL)
            """);
        db.Execute($"CREATE UNIQUE INDEX IF NOT EXISTS storage_file_names ON {Files} ({BucketId}, {FileName})");
        db.Execute($"CREATE INDEX IF NOT EXISTS storage_file_buckets ON {Files} ({BucketId})");
        db.Execute($"CREATE INDEX IF NOT EXISTS storage_file_blobs ON {Files} (blob)");
        db.Execute(
            "CREATE TABLE IF NOT EXISTS storage_usage (bucket TEXT PRIMARY KEY, files INTEGER NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID");
    }
}
