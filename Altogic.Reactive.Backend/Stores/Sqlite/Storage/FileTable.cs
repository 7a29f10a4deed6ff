using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Stores.Sqlite.Storage;

/// <summary>A file as it is stored: what clients see of it, and where its content is.</summary>
/// <param name="Id">The id.</param>
/// <param name="Document">What clients see.</param>
/// <param name="Blob">The name of the content; copies share one.</param>
/// <param name="Digest">The SHA-256 of the content.</param>
/// <param name="StoredAt">When the content came, in milliseconds since 1970.</param>
internal sealed record FileRow(string Id, JsonObject Document, string Blob, byte[] Digest, long StoredAt)
{
    public string BucketId => (string)Document["bucketId"]!;

    public string Name => (string)Document["fileName"]!;

    public bool IsPublic => (bool)Document["isPublic"]!;

    public long Size => (long)Document["size"]!;

    public string MimeType => (string)Document["mimeType"]!;
}

/// <summary>The statements on files; they keep the sums of <see cref="UsageTable"/> right.</summary>
internal static class FileTable
{
    private const string Select = $"SELECT id, json(doc), blob, digest, stored_at FROM {StorageSchema.Files} WHERE ";

    public static FileRow? Get(DbSession db, string id) => Find(db, Select + "id = ?1", id, null);

    public static FileRow? ByName(DbSession db, string bucketId, string name) =>
        Find(db, $"{Select}{StorageSchema.BucketId} = ?1 AND {StorageSchema.FileName} = ?2", bucketId, name);

    public static bool Exists(DbSession db, string bucketId, string name)
    {
        using var statement = db.Prepare(
            $"SELECT 1 FROM {StorageSchema.Files} WHERE {StorageSchema.BucketId} = ?1 AND {StorageSchema.FileName} = ?2").Bind(bucketId, name);
        return statement.Step();
    }

    public static void Insert(DbSession db, FileRow row)
    {
        using var statement = db.Prepare($"INSERT INTO {StorageSchema.Files} (id, doc, blob, digest, stored_at) VALUES (?1, jsonb(?2), ?3, ?4, ?5)");
        Run(statement, row);
        UsageTable.Add(db, row.BucketId, 1, row.Size);
    }

    public static void Replace(DbSession db, FileRow before, FileRow after)
    {
        using var statement = db.Prepare($"UPDATE {StorageSchema.Files} SET doc = jsonb(?2), blob = ?3, digest = ?4, stored_at = ?5 WHERE id = ?1");
        Run(statement, after);
        UsageTable.Add(db, before.BucketId, -1, -before.Size);
        UsageTable.Add(db, after.BucketId, 1, after.Size);
    }

    public static void Delete(DbSession db, FileRow row)
    {
        using var statement = db.Prepare($"DELETE FROM {StorageSchema.Files} WHERE id = ?1").Bind(row.Id);
        statement.Step();
        UsageTable.Add(db, row.BucketId, -1, -row.Size);
    }

    /// <summary>Deletes all files of a bucket; gives the contents they had.</summary>
    public static HashSet<string> DeleteOfBucket(DbSession db, string bucketId)
    {
        var blobs = new HashSet<string>(StringComparer.Ordinal);
        using var statement = db.Prepare($"DELETE FROM {StorageSchema.Files} WHERE {StorageSchema.BucketId} = ?1 RETURNING blob").Bind(bucketId);
        while (statement.Step()) blobs.Add(statement.Text(0));
        UsageTable.Clear(db, bucketId);
        return blobs;
    }

    public static void SetVisibility(DbSession db, string bucketId, bool isPublic, string updatedAt)
    {
        using var statement = db.Prepare(
            $"""
            UPDATE {StorageSchema.Files} SET doc = jsonb_set(doc, '$.isPublic', json(?2), '$.updatedAt', ?3)
            WHERE {StorageSchema.BucketId} = ?1 AND doc ->> '$.isPublic' <> ?4
            """).Bind(bucketId, isPublic ? "true" : "false", updatedAt, isPublic);
        statement.Step();
    }

    public static bool IsReferenced(DbSession db, string blob)
    {
        using var statement = db.Prepare($"SELECT 1 FROM {StorageSchema.Files} WHERE blob = ?1 LIMIT 1").Bind(blob);
        return statement.Step();
    }

    /// <summary>The contents whose names lie between two prefixes.</summary>
    public static HashSet<string> Blobs(DbSession db, string from, string? to)
    {
        var blobs = new HashSet<string>(StringComparer.Ordinal);
        using var statement = db.Prepare($"SELECT blob FROM {StorageSchema.Files} WHERE blob >= ?1 AND (?2 IS NULL OR blob < ?2)").Bind(from, to);
        while (statement.Step()) blobs.Add(statement.Text(0));
        return blobs;
    }

    private static void Run(RawStatement statement, FileRow row)
    {
        statement.Bind(1, row.Id);
        statement.BindUtf8(2, JsonTree.Write(row.Document));
        statement.Bind(3, row.Blob);
        statement.Bind(4, row.Digest);
        statement.Bind(5, row.StoredAt);
        statement.Step();
    }

    private static FileRow? Find(DbSession db, string sql, string first, string? second)
    {
        using var statement = db.Prepare(sql).Bind(first, second);
        return statement.Step()
            ? new FileRow(
                statement.Text(0), JsonTree.ParseStored(statement.Utf8(1)), statement.Text(2), statement.Utf8(3).ToArray(), statement.Int64(4))
            : null;
    }
}
