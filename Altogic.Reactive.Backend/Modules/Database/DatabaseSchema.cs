using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>Brings tables and indexes in line with the models.</summary>
internal static class DatabaseSchema
{
    public static void Apply(DbSession session, ModelRegistry models)
    {
        EmbeddedTable.Create(session);
        if (models.IsSchemaLess)
            foreach (var name in ModelTables(session)) models.Add(name);
        foreach (var schema in models.TopLevel) ApplyTo(session, schema);
    }

    private static void ApplyTo(DbSession session, ObjectSchema schema)
    {
        DocumentTable.Create(session, ResolvedModel.TableOf(schema.ModelName));
        foreach (var field in schema.Fields.Values)
        {
            if (!field.Definition.Indexed && !field.Definition.Unique) continue;
            var kind = field.Definition.Unique ? "UNIQUE INDEX" : "INDEX";
            session.Execute(
                $"CREATE {kind} IF NOT EXISTS \"i_{schema.ModelName}.{field.Name}\" ON {ResolvedModel.TableOf(schema.ModelName)} (json_extract(doc, '$.{field.Name}'))");
        }
    }

    private static List<string> ModelTables(DbSession session)
    {
        var names = new List<string>();
        using var reader = session.Command("SELECT substr(name, 3) FROM sqlite_master WHERE type = 'table' AND name GLOB 'd_*'").ExecuteReader();
        while (reader.Read()) names.Add(reader.GetString(0));
        return names;
    }
}
