using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Search;

/// <summary>The texts of an object that a search covers: those of the searchable fields, or all where nothing is declared.</summary>
internal static class SearchTexts
{
    public static IEnumerable<string> Of(JsonElement document, IReadOnlyDictionary<string, FieldDefinition>? fields)
    {
        if (document.ValueKind != JsonValueKind.Object) return [];
        if (fields is null) return Inside(document);
        return fields
            .Where(field => field.Value.Searchable)
            .SelectMany(field => document.TryGetProperty(field.Key, out var value) ? Inside(value) : []);
    }

    // Ids are no words: a search for a number should not find objects by the digits of their ids.
    private static IEnumerable<string> Inside(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [JsonText.Read(value)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Inside(item)),
        JsonValueKind.Object => value.EnumerateObject()
            .Where(member => !member.NameEquals("_id"u8) && !member.NameEquals("_parent"u8))
            .SelectMany(member => Inside(member.Value)),
        _ => [],
    };
}
