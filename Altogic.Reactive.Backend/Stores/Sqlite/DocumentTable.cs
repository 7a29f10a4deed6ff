using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// The statements on the table of one top-level model, <c>(seq, id, doc)</c> with <c>doc</c> as JSONB. Table names are quoted
/// already. All methods run inside a read or a write of <see cref="SqliteDatabase"/>.
/// </summary>
internal static class DocumentTable
{
    public static void Create(DbSession session, string table) =>
        session.Execute($"CREATE TABLE IF NOT EXISTS {table} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc BLOB NOT NULL)");

    public static void Insert(DbSession session, string table, string id, string json) =>
        session.Execute($"INSERT INTO {table} (id, doc) VALUES ($1, jsonb($2))", id, json);

    public static void Replace(DbSession session, string table, string id, string json) =>
        session.Execute($"UPDATE {table} SET doc = jsonb($2) WHERE id = $1", id, json);

    public static bool Delete(DbSession session, string table, string id) =>
        session.Execute($"DELETE FROM {table} WHERE id = $1", id) > 0;

    /// <summary>The object as UTF-8 text, or null.</summary>
    public static byte[]? GetUtf8(DbSession session, string table, string id)
    {
        using var reader = session.Command($"SELECT json(doc) FROM {table} WHERE id = $1", id).ExecuteReader();
        return reader.Read() ? reader.GetFieldValue<byte[]>(0) : null;
    }

    public static JsonObject? Get(DbSession session, string table, string id) =>
        GetUtf8(session, table, id) is { } json ? Json.JsonTree.ParseObject(json) : null;

    /// <summary>The position of the object, which is also the rowid of its entry in the search table.</summary>
    public static long? SeqOf(DbSession session, string table, string id) =>
        session.Scalar($"SELECT seq FROM {table} WHERE id = $1", id) as long?;
}
