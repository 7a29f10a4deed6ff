using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Altogic.Reactive.Backend.Stores.Json;

/// <summary>Reads JSON texts with half a surrogate pair in them, which System.Text.Json refuses: the half becomes U+FFFD.</summary>
internal static class LoneSurrogates
{
    public static string Read(JsonElement text) => Unescape(text.GetRawText().AsSpan(1..^1));

    public static string Read(JsonProperty property)
    {
        // The only raw access to a name is the property's own text: "name": value
        var text = property.ToString().AsSpan(1);
        var end = 0;
        while (text[end] != '"') end += text[end] == '\\' ? 2 : 1;
        return Unescape(text[..end]);
    }

    private static string Unescape(ReadOnlySpan<char> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            i++;
            if (escaped[i] == 'u')
            {
                text.Append((char)ushort.Parse(escaped.Slice(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(escaped[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var c => c });
            }
        }

        return WithoutHalves(text.ToString());
    }

    // A round trip through UTF-8 replaces every half.
    private static string WithoutHalves(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
