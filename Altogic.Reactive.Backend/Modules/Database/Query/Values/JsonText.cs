using System.Globalization;
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

    /// <summary>The value as compact JSON, as JavaScript writes it.</summary>
    public static string Write(in Value value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>An object or list of its own, written by <paramref name="write"/>.</summary>
    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact)) write(writer);
        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), new JsonDocumentOptions { MaxDepth = 1000 });
        return document.RootElement.Clone();
    }

    private static void Append(StringBuilder text, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing or ValueKind.Null:
            case ValueKind.Number when double.IsInfinity(value.Number):
                text.Append("null");
                break;
            case ValueKind.Text or ValueKind.Date:
                AppendQuoted(text, Conversions.ToText(value));
                break;
            case ValueKind.List:
                var separator = "[";
                foreach (var item in value.Items)
                {
                    Append(text.Append(separator), item);
                    separator = ",";
                }

                text.Append(separator == "[" ? "[]" : "]");
                break;
            case ValueKind.Object:
                AppendObject(text, value.Element);
                break;
            default:
                text.Append(Conversions.ToText(value));
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement element)
    {
        var separator = "{";
        foreach (var member in element.EnumerateObject())
        {
            AppendQuoted(text.Append(separator), member.Name);
            Append(text.Append(':'), Value.FromJson(member.Value));
            separator = ",";
        }

        text.Append(separator == "{" ? "{}" : "}");
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
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
