using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>Finds an embedded object in its document.</summary>
internal static class EmbeddedLocator
{
    /// <summary>The object with this id at the end of the steps; null when there is none.</summary>
    public static EmbeddedPlace? Find(JsonObject document, IReadOnlyList<ModelStep> steps, string id) => Find(document, steps, 0, id);

    /// <summary>The objects at the end of the steps, all that there are.</summary>
    public static IEnumerable<JsonObject> All(JsonObject document, IReadOnlyList<ModelStep> steps) =>
        steps.Aggregate((IEnumerable<JsonObject>)[document], (holders, step) => holders.SelectMany(holder => Inside(holder[step.Field])));

    /// <summary>Takes the objects with these ids out of the document, in one pass.</summary>
    public static void Remove(JsonObject document, IReadOnlyList<ModelStep> steps, IEnumerable<string> ids)
    {
        var removed = ids.ToHashSet(StringComparer.Ordinal);
        var field = steps[^1].Field;
        foreach (var holder in All(document, [.. steps.SkipLast(1)]))
        {
            if (holder[field] is JsonArray list) list.RemoveAll(item => item is JsonObject candidate && IsOneOf(candidate, removed));
            else if (holder[field] is JsonObject one && IsOneOf(one, removed)) holder.Remove(field);
        }
    }

    private static IEnumerable<JsonObject> Inside(JsonNode? value) => value switch
    {
        JsonObject one => [one],
        JsonArray many => many.OfType<JsonObject>(),
        _ => [],
    };

    private static bool IsOneOf(JsonObject candidate, HashSet<string> ids) => candidate[SystemFields.Id] is JsonValue && ids.Contains(SystemFields.IdOf(candidate));

    private static EmbeddedPlace? Find(JsonObject holder, IReadOnlyList<ModelStep> steps, int depth, string id)
    {
        var field = steps[depth].Field;
        if (holder[field] is JsonObject one) return Look(holder, field, -1, one, steps, depth, id);
        if (holder[field] is not JsonArray many) return null;
        for (var i = 0; i < many.Count; i++)
            if (many[i] is JsonObject item && Look(holder, field, i, item, steps, depth, id) is { } place) return place;
        return null;
    }

    private static EmbeddedPlace? Look(JsonObject holder, string field, int index, JsonObject candidate, IReadOnlyList<ModelStep> steps, int depth, string id)
    {
        if (depth < steps.Count - 1) return Find(candidate, steps, depth + 1, id);
        return candidate[SystemFields.Id] is JsonValue && SystemFields.IdOf(candidate) == id ? new EmbeddedPlace(holder, field, index, candidate) : null;
    }
}

/// <summary>Where an embedded object stands.</summary>
/// <param name="Holder">The enclosing object.</param>
/// <param name="Field">The field of the enclosing object.</param>
/// <param name="Index">The place in the list; -1 when the field holds the object itself.</param>
/// <param name="Target">The embedded object.</param>
internal sealed record EmbeddedPlace(JsonObject Holder, string Field, int Index, JsonObject Target)
{
    public void Remove()
    {
        if (Index < 0) Holder.Remove(Field);
        else ((JsonArray)Holder[Field]!).RemoveAt(Index);
    }
}
