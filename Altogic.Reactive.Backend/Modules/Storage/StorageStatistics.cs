using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>Numbers about files (rest §7.8).</summary>
internal static class StorageStatistics
{
    private const string All = $"""
        SELECT count(*), coalesce(sum(size), 0), coalesce(avg(size), 0), coalesce(min(size), 0), coalesce(max(size), 0)
        FROM (SELECT doc ->> '$."size"' AS size, {StorageSchema.BucketId} AS bucket FROM {StorageSchema.Files})
        """;

    private const string InBucket = All + " WHERE bucket = ?1";

    public static JsonObject OfBucket(DbSession db, string bucketId) => Read(db, InBucket, bucketId, []);

    public static JsonObject OfAll(DbSession db) => Read(db, All, null, new JsonObject { ["bucketsCount"] = BucketTable.Count(db) });

    private static JsonObject Read(DbSession db, string sql, string? bucketId, JsonObject numbers)
    {
        using var row = db.Prepare(sql).Bind(bucketId);
        row.Step();
        numbers["objectsCount"] = row.Int64(0);
        numbers["totalStorageSize"] = row.Int64(1);
        numbers["averageObjectSize"] = Math.Round(row.Double(2), 2);
        numbers["minObjectSize"] = row.Int64(3);
        numbers["maxObjectSize"] = row.Int64(4);
        return numbers;
    }
}
