using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>
/// Numbers about each top-level model (rest §7.8). This SQLite does not say how many pages a table takes; the sizes on disk are
/// worked out from the rows, in whole pages.
/// </summary>
internal static class DatabaseStatistics
{
    private const int PageSize = 4096;

    // What a row and an entry of an index take besides their content: lengths, row number, id.
    private const int RowOverhead = 40;
    private const int EntrySize = 48;

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
        var indexes = Indexes(session, schema);
        return new JsonObject
        {
            ["model"] = schema.ModelName,
            ["count"] = count,
            ["size"] = size,
            ["avgObjectSize"] = count == 0 ? 0 : size / count,
            ["storageSize"] = InPages(size + count * RowOverhead),
            ["indexes"] = indexes,
            ["indexSize"] = indexes * InPages(count * EntrySize),
        };
    }

    private static (long Count, long Size) CountAndSize(DbSession session, ObjectSchema schema)
    {
        using var statement = session.Prepare($"SELECT count(*), coalesce(sum(length(doc)), 0) FROM {schema.Documents.Name}");
        statement.Step();
        return (statement.Int64(0), statement.Int64(1));
    }

    private static long Indexes(DbSession session, ObjectSchema schema)
    {
        using var statement = session.Prepare("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1");
        statement.Bind(1, "d_" + schema.ModelName);
        statement.Step();
        return statement.Int64(0);
    }

    private static long InPages(long bytes) => (bytes + PageSize - 1) / PageSize * PageSize;
}
