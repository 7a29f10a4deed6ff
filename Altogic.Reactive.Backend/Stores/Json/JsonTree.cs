using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Stores.Json;

/// <summary>
/// Reads and writes JSON trees so that nothing surprises later: a repeated key takes its last value, numbers keep their
/// digits, and nothing is read lazily.
/// </summary>
internal static class JsonTree
{
    /// <summary>Levels of nesting that documents may have.</summary>
    public const int MaxDepth = 100;

    public static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth + 28,
    };

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>The tree of this UTF-8 text.</summary>
    /// <exception cref="JsonException">The text is not JSON, or nests too deeply.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, Options);
        return From(document.RootElement);
    }

    public static JsonObject ParseObject(ReadOnlyMemory<byte> utf8) => (JsonObject)Parse(utf8)!;

    public static string Write(JsonNode? node) => node is null ? "null" : node.ToJsonString(Compact);

    public static byte[] WriteUtf8(JsonNode? node) => JsonSerializer.SerializeToUtf8Bytes(node, Compact);

    public static JsonNode? From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var values = new JsonObject();
                foreach (var property in element.EnumerateObject()) values[property.Name] = From(property.Value);
                return values;
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in element.EnumerateArray()) items.Add(From(item));
                return items;
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.Number:
                return Number(element);
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(element.ValueKind == JsonValueKind.True);
            default:
                return null;
        }
    }

    private static JsonValue Number(JsonElement element)
    {
        // Only numbers whose text would change keep it: 1.0, 1e3, more digits than a double has.
        var text = element.GetRawText();
        if (element.TryGetInt64(out var whole) && text == whole.ToString(System.Globalization.CultureInfo.InvariantCulture))
            return JsonValue.Create(whole);
        return JsonValue.Create(element.Clone())!;
    }
}
