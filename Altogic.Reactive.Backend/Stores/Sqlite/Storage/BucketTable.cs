using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Stores.Sqlite.Storage;

/// <summary>A bucket as it is stored: what clients see of it.</summary>
internal sealed record BucketRow(string Id, JsonObject Document)
{
    public string Name => (string)Document["name"]!;

    public bool IsPublic => (bool)Document["isPublic"]!;
}

/// <summary>The statements on buckets.</summary>
internal static class BucketTable
{
    private const string Select = $"SELECT id, json(doc) FROM {StorageSchema.Buckets} WHERE ";

    public static BucketRow? Get(DbSession db, string id) => Find(db, Select + "id = ?1", id);

    public static BucketRow? ByName(DbSession db, string name) => Find(db, Select + StorageSchema.Name + " = ?1", name);

    public static long Count(DbSession db)
    {
        using var statement = db.Prepare($"SELECT count(*) FROM {StorageSchema.Buckets}");
        statement.Step();
        return statement.Int64(0);
    }

    public static void Insert(DbSession db, BucketRow row) => Run(db, $"INSERT INTO {StorageSchema.Buckets} (id, doc) VALUES (?1, jsonb(?2))", row);

    public static void Replace(DbSession db, BucketRow row) => Run(db, $"UPDATE {StorageSchema.Buckets} SET doc = jsonb(?2) WHERE id = ?1", row);

    public static void Delete(DbSession db, string id)
    {
        using var statement = db.Prepare($"DELETE FROM {StorageSchema.Buckets} WHERE id = ?1").Bind(id);
        statement.Step();
    }

    private static void Run(DbSession db, string sql, BucketRow row)
    {
        using var statement = db.Prepare(sql);
        statement.Bind(1, row.Id);
        statement.BindUtf8(2, JsonTree.Write(row.Document));
        statement.Step();
    }

    private static BucketRow? Find(DbSession db, string sql, string value)
    {
        using var statement = db.Prepare(sql).Bind(value);
        return statement.Step() ? new BucketRow(statement.Text(0), JsonTree.ParseStored(statement.Utf8(1))) : null;
    }
}
