using System.Text.Json;

namespace Altogic.Reactive.Backend.Stores.Json;

/// <summary>Looks for what JSON's grammar allows and no text can hold, so that nothing throws when it is read later.</summary>
internal static class JsonEscapes
{
    /// <summary>Whether a member's name or a text has half a surrogate pair in it.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="maxDepth">Levels of nesting that are accepted.</param>
    /// <exception cref="JsonException">It is not JSON, or nests too deeply.</exception>
    public static bool HoldHalfPair(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        if (utf8.IndexOf("\\u"u8) < 0) return false;
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        while (json.Read())
        {
            if (json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !json.ValueIsEscaped) continue;
            try
            {
                json.GetString();
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }

        return false;
    }
}
