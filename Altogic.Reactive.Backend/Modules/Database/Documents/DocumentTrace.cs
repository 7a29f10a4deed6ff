using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Documents;

/// <summary>What other tables have to know of a document. Immutable.</summary>
/// <param name="Embedded">Its embedded objects.</param>
/// <param name="Unique">The values of unique fields inside them.</param>
/// <param name="Texts">The searchable texts, in the order of the columns of the index.</param>
internal sealed record DocumentTrace(IReadOnlyList<EmbeddedRow> Embedded, IReadOnlyList<UniqueEntry> Unique, IReadOnlyList<string?> Texts)
{
    public static DocumentTrace Of(ObjectSchema schema, JsonObject document)
    {
        var collector = new Collector(SystemFields.IdOf(document));
        collector.Collect(schema, schema.ModelName, document);
        return new DocumentTrace(collector.Embedded, collector.Unique, TextsOf(schema, document));
    }

    public bool HasSameTexts(DocumentTrace other) => Texts.SequenceEqual(other.Texts);

    private static IReadOnlyList<string?> TextsOf(ObjectSchema schema, JsonObject document) => schema.Searchable.Count == 0
        ? []
        : [.. schema.Searchable.Select(field => document[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null)];

    private sealed class Collector(string root)
    {
        private List<EmbeddedRow>? _embedded;
        private List<UniqueEntry>? _unique;

        public IReadOnlyList<EmbeddedRow> Embedded => _embedded ?? (IReadOnlyList<EmbeddedRow>)[];

        public IReadOnlyList<UniqueEntry> Unique => _unique ?? (IReadOnlyList<UniqueEntry>)[];

        public void Collect(ObjectSchema schema, string model, JsonObject holder)
        {
            foreach (var (name, value) in holder)
            {
                if (value is JsonObject one) Add(schema, model, name, one);
                else if (value is JsonArray many)
                    foreach (var item in many)
                        if (item is JsonObject entry) Add(schema, model, name, entry);
            }
        }

        private void Add(ObjectSchema schema, string model, string field, JsonObject value)
        {
            if (value[SystemFields.Id] is not JsonValue || value[SystemFields.Parent] is not JsonValue parent) return;
            var nested = schema.Fields.GetValueOrDefault(field)?.Nested ?? ObjectSchema.Anything;
            var name = model + "." + field;
            var id = SystemFields.IdOf(value);
            (_embedded ??= []).Add(new EmbeddedRow(id, name, parent.GetValue<string>(), root));
            if (nested.HasUnique) AddUnique(nested, name, id, value);
            Collect(nested, name, value);
        }

        private void AddUnique(ObjectSchema schema, string model, string id, JsonObject holder)
        {
            foreach (var field in schema.Fields.Values)
                if (field.Definition.Unique && holder[field.Name] is { } value)
                    (_unique ??= []).Add(new UniqueEntry($"{model}.{field.Name}", Comparable(value), id));
        }
    }

    private static object Comparable(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => 1L,
        JsonValueKind.False => 0L,
        JsonValueKind.Number => JsonSerializer.SerializeToElement(value) is var number && number.TryGetInt64(out var whole) ? whole : number.GetDouble(),
        _ => value.ToJsonString(),
    };
}
