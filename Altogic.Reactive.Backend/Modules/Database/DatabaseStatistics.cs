using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>Numbers about each top-level model (rest §7.8). The bundled SQLite has no <c>dbstat</c>, so the bytes on disk are not known.</summary>
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
            ["indexes"] = Number(session, "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1", table),
        };
    }

    private static (long Count, long Size) CountAndSize(DbSession session, ObjectSchema schema)
    {
        using var statement = session.Prepare($"SELECT count(*), coalesce(sum(length(doc)), 0) FROM {schema.Documents.Name}");
        statement.Step();
        return (statement.Int64(0), statement.Int64(1));
    }

    private static long Number(DbSession session, string sql, string table)
    {
        using var statement = session.Prepare(sql);
        statement.Bind(1, table);
        statement.Step();
        return statement.Int64(0);
    }
}
