using System.Runtime.InteropServices;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>
/// Bounds what a body becomes as a tree: a byte or two of JSON can be an object of a kilobyte in memory. Bodies that are too
/// short to become much are not looked at.
/// </summary>
internal static class BodyWeight
{
    /// <summary>The most values in a body.</summary>
    public const int Most = 2_000_000;

    /// <summary>What an object counts for, so many values being about as large as an empty object with its id.</summary>
    public const int ObjectWeight = 20;

    private const int ShortBytes = 64 << 10;

    /// <summary>The same JSON.</summary>
    /// <exception cref="ApiException">400 when it holds more than a body may.</exception>
    public static JsonElement Check(JsonElement json)
    {
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return json;
        var utf8 = JsonMarshal.GetRawUtf8Value(json);
        if (utf8.Length <= ShortBytes || Of(utf8) <= Most) return json;
        throw new ApiException(400, "invalid_value", $"A request can hold {Most} values, an object counting as {ObjectWeight}: send it in parts.");
    }

    private static long Of(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 64 });
        var weight = 0L;
        while (reader.Read() && weight <= Most)
        {
            weight += reader.TokenType switch
            {
                JsonTokenType.StartObject => ObjectWeight,
                JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray => 0,
                _ => 1,
            };
        }

        return weight;
    }
}
