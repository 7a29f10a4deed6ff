using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>Numbers about each top-level model (rest §7.8).</summary>
internal static class DatabaseStatistics
{
    public static JsonArray Of(DbSession session, ModelRegistry models)
    {
        var statistics = new JsonArray();
        foreach (var schema in models.TopLevel.OrderBy(schema => schema.ModelName, StringComparer.Ordinal))
            statistics.Add((JsonNode)Of(session, schema));
        return statistics;
    }

    private static JsonObject Of(DbSession session, ObjectSchema schema)
    {
        var (count, size) = CountAndSize(session, schema);
        var table = "d_" + schema.ModelName;
        return new JsonObject
        {
            ["model"] = schema.ModelName,
            ["count"] = count,
            ["size"] = size,
            ["avgObjectSize"] = count == 0 ? 0 : size / count,
            ["storageSize"] = Bytes(session, "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE aggregate = TRUE AND name = ?1", table),
            ["indexes"] = Bytes(session, "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1", table),
            ["indexSize"] = Bytes(
                session,
                "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE aggregate = TRUE AND name IN (SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1)",
                table),
        };
    }

    private static (long Count, long Size) CountAndSize(DbSession session, ObjectSchema schema)
    {
        using var statement = session.Prepare($"SELECT count(*), coalesce(sum(length(doc)), 0) FROM {schema.Documents.Name}");
        statement.Step();
        return (statement.Int64(0), statement.Int64(1));
    }

    private static long Bytes(DbSession session, string sql, string table)
    {
        using var statement = session.Prepare(sql);
        statement.Bind(1, table);
        statement.Step();
        return statement.Int64(0);
    }
}
