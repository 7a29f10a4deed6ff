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

    /// <summary>The place of the last file that came into a bucket; 0 when it is empty.</summary>
    public static long LastOf(DbSession db, string bucketId)
    {
        using var statement = db.Prepare($"SELECT coalesce(max(seq), 0) FROM {StorageSchema.Files} WHERE {StorageSchema.BucketId} = ?1").Bind(bucketId);
        statement.Step();
        return statement.Int64(0);
    }

    /// <summary>Deletes so many files of a bucket, up to a place; gives the contents they had, one for each file.</summary>
    public static List<string> DeleteOfBucket(DbSession db, string bucketId, long last, int most)
    {
        var (blobs, bytes) = (new List<string>(), 0L);
        using (var statement = db.Prepare(
            $"""
            DELETE FROM {StorageSchema.Files}
            WHERE seq IN (SELECT seq FROM {StorageSchema.Files} WHERE {StorageSchema.BucketId} = ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3)
            RETURNING blob, doc ->> '$."size"'
            """).Bind(bucketId, last, most))
        {
            while (statement.Step())
            {
                blobs.Add(statement.Text(0));
                bytes += statement.Int64(1);
            }
        }

        UsageTable.Add(db, bucketId, -blobs.Count, -bytes);
        return blobs;
    }

    /// <summary>The places of so many files of a bucket that have another visibility, behind a place.</summary>
    public static List<long> WithOtherVisibility(DbSession db, string bucketId, bool isPublic, long after, int most)
    {
        var places = new List<long>();
        using var statement = db.Prepare(
            $"""
            SELECT seq FROM {StorageSchema.Files}
            WHERE {StorageSchema.BucketId} = ?1 AND seq > ?3 AND doc ->> '$.isPublic' <> ?2 ORDER BY seq LIMIT ?4
            """).Bind(bucketId, isPublic, after, most);
        while (statement.Step()) places.Add(statement.Int64(0));
        return places;
    }

    public static void SetVisibility(DbSession db, string bucketId, IReadOnlyList<long> places, bool isPublic, string updatedAt)
    {
        foreach (var place in places)
        {
            using var statement = db.Prepare(
                $"""
                UPDATE {StorageSchema.Files} SET doc = jsonb_set(doc, '$.isPublic', json(?3), '$.updatedAt', ?4)
                WHERE seq = ?2 AND {StorageSchema.BucketId} = ?1
                """).Bind(bucketId, place, isPublic ? "true" : "false", updatedAt);
            statement.Step();
        }
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
