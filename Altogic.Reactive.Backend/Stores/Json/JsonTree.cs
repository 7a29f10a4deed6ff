using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Stores.Json;

/// <summary>
/// Reads and writes JSON trees so that nothing surprises later: a repeated key takes its last value, numbers keep their
/// digits, and what a client sent is not read lazily.
/// </summary>
internal static class JsonTree
{
    /// <summary>Levels of nesting that documents may have: most JSON readers accept 64, and answers wrap documents.</summary>
    public const int MaxDepth = 60;

    private static readonly JsonDocumentOptions Stored = new() { MaxDepth = MaxDepth * 2 };

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1000 };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <summary>The tree of a stored document.</summary>
    public static JsonObject ParseStored(ReadOnlySpan<byte> utf8) => (JsonObject)JsonNode.Parse(utf8, null, Stored)!;

    /// <summary>The tree as an element, also when it nests more deeply than can be stored: who stores it says so.</summary>
    public static JsonElement ToElement(JsonNode? tree) => JsonSerializer.SerializeToElement(tree, Deep);

    /// <summary>The tree as UTF-8; false when it nests too deeply.</summary>
    public static bool TryWrite(JsonNode node, [NotNullWhen(true)] out byte[]? utf8)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, Compact);
        try
        {
            node.WriteTo(writer);
        }
        catch (InvalidOperationException) when (writer.CurrentDepth >= MaxDepth)
        {
            utf8 = null;
            return false;
        }

        writer.Flush();
        utf8 = buffer.WrittenSpan.ToArray();
        return true;
    }

    /// <summary>The part of a tree that could be written as a whole.</summary>
    public static byte[] Write(JsonNode node) =>
        TryWrite(node, out var utf8) ? utf8 : throw new InvalidOperationException("The tree nests too deeply.");

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
        Span<char> text = stackalloc char[20];
        return element.TryGetInt64(out var whole) && whole.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture)
            && element.ValueSpanEquals(text[..length])
            ? JsonValue.Create(whole)
            : JsonValue.Create(element.Clone())!;
    }

    private static bool ValueSpanEquals(this JsonElement number, ReadOnlySpan<char> text) => text.SequenceEqual(number.GetRawText());
}
