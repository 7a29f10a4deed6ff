using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>The objects of a stored list, by their ids, for the items of the list that comes in its place.</summary>
/// <param name="list">The list; null when there is none.</param>
internal sealed class StoredItems(JsonArray? list)
{
    private Dictionary<string, JsonObject>? _byId;

    /// <summary>The stored object that an item names; each is given out once, so that no id stands in a list twice.</summary>
    public JsonObject? Take(JsonElement item)
    {
        if (list is null || !item.TryGetProperty(SystemFields.Id, out var id) || id.ValueKind != JsonValueKind.String) return null;
        _byId ??= ById(list);
        return _byId.Remove(id.GetString()!, out var known) ? known : null;
    }

    private static Dictionary<string, JsonObject> ById(JsonArray list)
    {
        var byId = new Dictionary<string, JsonObject>(list.Count, StringComparer.Ordinal);
        foreach (var item in list)
            if (item is JsonObject candidate && candidate[SystemFields.Id] is JsonValue id && id.TryGetValue<string>(out var text)) byId.TryAdd(text, candidate);
        return byId;
    }
}
