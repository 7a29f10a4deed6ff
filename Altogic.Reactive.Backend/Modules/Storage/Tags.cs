using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>Tags are a set: no doubles, in the order in which they came.</summary>
internal static class Tags
{
    private const int Most = 100;
    private const int Longest = 256;

    public static JsonArray ToJson(IEnumerable<string> tags)
    {
        var distinct = tags.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count > Most) throw FieldErrors.Invalid("tags", $"There may be {Most} tags.");
        if (distinct.Exists(tag => tag.Length > Longest)) throw FieldErrors.Invalid("tags", $"A tag may be {Longest} characters long.");
        return [.. distinct.Select(tag => (JsonNode)tag)];
    }

    public static JsonArray With(JsonObject document, IEnumerable<string> added) => ToJson(Of(document).Concat(added));

    public static JsonArray Without(JsonObject document, IReadOnlyCollection<string> removed) =>
        ToJson(Of(document).Where(tag => !removed.Contains(tag, StringComparer.Ordinal)));

    private static IEnumerable<string> Of(JsonObject document) => document["tags"]!.AsArray().Select(tag => (string)tag!);
}
