using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Schema;

/// <summary>Brings tables and indexes in line with the models: makes what is missing, drops what no model asks for any more.</summary>
internal static class DatabaseSchema
{
    /// <param name="session">The write that changes them.</param>
    /// <param name="models">The models.</param>
    /// <param name="mayDrop">Whether something may be dropped; without it, that is an error.</param>
    public static void Apply(DbSession session, ModelRegistry models, bool mayDrop = true)
    {
        EmbeddedTable.Create(session);
        UniqueTable.Create(session);
        SecretTable.Create(session);
        if (models.IsSchemaLess)
            foreach (var (name, _) in Find(session, "table", "d_*").Where(table => ModelName.IsSegment(table.Key[2..]))) models.Add(name[2..]);
        foreach (var schema in models.TopLevel) schema.Documents.Create(session);
        ApplyIndexes(session, models, mayDrop);
        SearchIndexes.Apply(session, models, mayDrop);
        EmbeddedUniqueness.Apply(session, models, mayDrop);
    }

    /// <summary>The objects of <c>sqlite_master</c> of a type whose names fit, with the SQL that made them.</summary>
    public static Dictionary<string, string> Find(DbSession session, string type, string pattern)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        using var statement = session.Prepare("SELECT name, sql FROM sqlite_master WHERE type = ?1 AND name GLOB ?2 AND sql IS NOT NULL");
        statement.Bind(type, pattern);
        while (statement.Step()) found.Add(statement.Text(0), statement.Text(1));
        return found;
    }

    /// <summary>What a command says that must leave alone what the backend has made of its definition.</summary>
    public static BackendStartException Undeclared(string what) => new(
        $"The data folder has {what}, of which this app definition says nothing, so it is not the one that the backend uses: name that one with --app FILE, or start the backend with this one first.");

    private static void ApplyIndexes(DbSession session, ModelRegistry models, bool mayDrop)
    {
        var wanted = models.TopLevel.SelectMany(schema => IndexesOf(schema, schema, [])).ToDictionary(index => index.Name, StringComparer.Ordinal);
        foreach (var (name, sql) in Find(session, "index", "[iu]_*"))
        {
            if (wanted.TryGetValue(name, out var index) && index.Sql == sql) wanted.Remove(name);
            else if (!mayDrop) throw Undeclared($"an index of {name[2..]}");
            else session.Execute($"DROP INDEX \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        foreach (var index in wanted.Values) Create(session, index);
    }

    private static void Create(DbSession session, IndexDefinition index)
    {
        try
        {
            session.Execute(index.Sql);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
        {
            throw new BackendStartException(
                $"The field '{index.Field}' of the model '{index.Model}' is declared unique, but stored objects share a value. Change those objects, or take the 'unique' back.", e);
        }
    }

    private static IEnumerable<IndexDefinition> IndexesOf(ObjectSchema top, ObjectSchema schema, string[] path)
    {
        foreach (var field in schema.Fields.Values)
        {
            string[] own = [.. path, field.Name];
            if (field.Type == FieldType.Object)
                foreach (var inner in IndexesOf(top, field.Nested!, own)) yield return inner;
            var isUnique = field.Definition.Unique && path.Length == 0;
            if (!isUnique && !field.Definition.Indexed) continue;
            var dotted = string.Join('.', own);
            var name = $"{(isUnique ? 'u' : 'i')}_{top.ModelName}.{dotted}";
            var quoted = '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
            yield return new IndexDefinition(name, top.ModelName, dotted, isUnique
                ? $"CREATE UNIQUE INDEX {quoted} ON {top.Documents.Name} ({SqlPaths.UniqueColumn(own)}) WHERE {SqlPaths.UniqueCondition(own)}"
                : $"CREATE INDEX {quoted} ON {top.Documents.Name} ({SqlPaths.IndexColumns(own)})");
        }
    }

    private sealed record IndexDefinition(string Name, string Model, string Field, string Sql);
}
