using System.Text;
using System.Text.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>Reads and writes the texts of JSON.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,
    };

    /// <summary>The text of a JSON string; half a surrogate pair, which JSON can hold, becomes the replacement character.</summary>
    public static string Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return "";
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return ReadBroken(element.GetRawText());
        }
    }

    /// <summary>The value as compact JSON.</summary>
    public static string Write(in Value value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact)) value.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>An object or list of its own, written by <paramref name="write"/>.</summary>
    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact)) write(writer);
        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), new JsonDocumentOptions { MaxDepth = 1000 });
        return document.RootElement.Clone();
    }

    private static string ReadBroken(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var index = 1; index < raw.Length - 1; index++)
        {
            if (raw[index] != '\\')
            {
                text.Append(raw[index]);
                continue;
            }

            var escape = raw[++index];
            if (escape != 'u')
            {
                text.Append(escape switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => escape });
                continue;
            }

            text.Append((char)Convert.ToUInt16(raw.Substring(index + 1, 4), 16));
            index += 4;
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
