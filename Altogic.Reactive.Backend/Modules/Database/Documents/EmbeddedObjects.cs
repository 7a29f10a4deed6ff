using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <summary>Lists the embedded objects of a document: those with an id and a parent of their own.</summary>
internal static class EmbeddedObjects
{
    public static IReadOnlyList<EmbeddedRow> Of(string topName, JsonObject document)
    {
        List<EmbeddedRow>? rows = null;
        Collect(topName, document, document[SystemFields.Id]!.GetValue<string>(), ref rows);
        return rows ?? (IReadOnlyList<EmbeddedRow>)[];
    }

    private static void Collect(string model, JsonObject holder, string root, ref List<EmbeddedRow>? rows)
    {
        foreach (var (name, value) in holder)
        {
            if (value is JsonObject one) Add(model, name, one, root, ref rows);
            else if (value is JsonArray many)
                foreach (var item in many)
                    if (item is JsonObject entry) Add(model, name, entry, root, ref rows);
        }
    }

    private static void Add(string model, string field, JsonObject value, string root, ref List<EmbeddedRow>? rows)
    {
        if (value[SystemFields.Id] is not JsonValue id || value[SystemFields.Parent] is not JsonValue parent) return;
        var name = model + "." + field;
        (rows ??= []).Add(new EmbeddedRow(id.GetValue<string>(), name, parent.GetValue<string>(), root));
        Collect(name, value, root, ref rows);
    }
}
