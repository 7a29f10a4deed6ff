using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Json;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Schema;

/// <summary>Fills the table of unique values of embedded objects for fields that became unique, and empties it of others.</summary>
internal static class EmbeddedUniqueness
{
    public static void Apply(DbSession session, ModelRegistry models, bool mayDrop)
    {
        session.Execute("CREATE TABLE IF NOT EXISTS embedded_unique_field (field TEXT PRIMARY KEY) WITHOUT ROWID");
        var known = Known(session);
        var wanted = models.TopLevel.Where(schema => schema.HasNestedUnique)
            .SelectMany(schema => Fields(schema).Select(field => (Field: field, Schema: schema))).ToList();
        foreach (var field in known.Except(wanted.Select(entry => entry.Field)))
        {
            if (!mayDrop) throw DatabaseSchema.Undeclared($"unique values of {field}");
            UniqueTable.Clear(session, field);
            session.Execute("DELETE FROM embedded_unique_field WHERE field = $1", field);
        }

        foreach (var group in wanted.Where(entry => !known.Contains(entry.Field)).GroupBy(entry => entry.Schema, entry => entry.Field))
            Fill(session, group.Key, [.. group]);
    }

    private static void Fill(DbSession session, ObjectSchema schema, HashSet<string> fields)
    {
        foreach (var field in fields) session.Execute("INSERT INTO embedded_unique_field (field) VALUES ($1)", field);
        using var rows = session.Prepare($"SELECT json(doc) FROM {schema.Documents.Name}");
        while (rows.Step())
            foreach (var entry in DocumentTrace.Of(schema, JsonTree.ParseStored(rows.Utf8(0))).Unique)
                if (fields.Contains(entry.Field)) Insert(session, entry);
    }

    private static void Insert(DbSession session, UniqueEntry entry)
    {
        try
        {
            UniqueTable.Insert(session, entry);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
        {
            throw new BackendStartException(
                $"The field '{entry.Field}' is declared unique, but stored objects share the value '{entry.Value}'. Change those objects, or take the 'unique' back.", e);
        }
    }

    private static HashSet<string> Known(DbSession session)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        using var statement = session.Prepare("SELECT field FROM embedded_unique_field");
        while (statement.Step()) fields.Add(statement.Text(0));
        return fields;
    }

    private static IEnumerable<string> Fields(ObjectSchema schema)
    {
        foreach (var field in schema.Fields.Values)
        {
            if (field.Nested is not { } nested) continue;
            foreach (var inner in nested.Fields.Values)
                if (inner.Definition.Unique) yield return $"{nested.ModelName}.{inner.Name}";
            foreach (var deeper in Fields(nested)) yield return deeper;
        }
    }
}
