using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <summary>Finds out which unique fields a document could not take, by asking for their values and not by reading messages.</summary>
internal static class UniqueViolation
{
    public static Exception Explain(DbSession session, ObjectSchema schema, PreparedDocument refused, Exception cause)
    {
        var errors = new ValueErrorList();
        foreach (var field in schema.Fields.Values.Where(field => field.Definition.Unique))
            if (refused.Document[field.Name] is { } value && IsTaken(session, schema, field.Name, refused)) errors.Add(field.Name, value.DeepClone());
        foreach (var entry in refused.Trace.Unique)
            if (IsTaken(session, entry, refused)) errors.Add(entry.Field[(schema.ModelName.Length + 1)..], JsonSerializer.SerializeToNode(entry.Value));
        foreach (var row in RepeatedIds(session, refused)) errors.Add($"{row.Model[(schema.ModelName.Length + 1)..]}._id", row.Id);
        return errors.ToException() ?? cause;
    }

    private static bool IsTaken(DbSession session, ObjectSchema schema, string field, PreparedDocument refused)
    {
        using var statement = session.Prepare(
            $"SELECT 1 FROM {schema.Documents.Name} WHERE ({SqlPaths.Extract("", field)}) = (jsonb(?2) ->> {SqlPaths.Literal(field)}) AND id <> ?1 LIMIT 1");
        statement.Bind(1, refused.Id);
        statement.BindUtf8(2, refused.Utf8);
        return statement.Step();
    }

    // Only an import brings ids along.
    private static IEnumerable<EmbeddedRow> RepeatedIds(DbSession session, PreparedDocument refused)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return refused.Trace.Embedded.Where(row => !seen.Add(row.Id) || EmbeddedTable.RootOf(session, row.Id) is { } root && root != refused.Id);
    }

    private static bool IsTaken(DbSession session, UniqueEntry entry, PreparedDocument refused) =>
        UniqueTable.FindHolder(session, entry.Field, entry.Value) is { } holder
            ? holder != entry.Id
            : refused.Trace.Unique.Count(other => other.Field == entry.Field && Equals(other.Value, entry.Value)) > 1;

    private sealed class ValueErrorList
    {
        private readonly List<ErrorItem> _items = [];

        public void Add(string field, JsonNode? value)
        {
            if (_items.Exists(item => item.Details!["field"]!.GetValue<string>() == field)) return;
            _items.Add(new ErrorItem(
                ErrorItem.ClientOrigin, "not_unique", $"This {field} is in use already.",
                new JsonObject { ["field"] = field, ["value"] = value }));
        }

        public ApiException? ToException() => _items.Count > 0 ? new ApiException(400, _items) : null;
    }
}
