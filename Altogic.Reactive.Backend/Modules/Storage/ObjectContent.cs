using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>
/// The bytes behind what the JavaScript SDK makes of anything that is not a form (rest §8.6): it sends JSON, whatever it was given.
/// </summary>
internal static class ObjectContent
{
    public static byte[] ToBytes(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => [],
        JsonValueKind.String => Encoding.UTF8.GetBytes(value.GetString()!),
        JsonValueKind.Object => Buffer(value) ?? TypedArray(value) ?? Text(value),
        _ => Text(value),
    };

    /// <summary><c>{"type":"Buffer","data":[…]}</c></summary>
    private static byte[]? Buffer(JsonElement value)
    {
        if (value.GetPropertyCount() != 2 || !value.TryGetProperty("type", out var type) || !type.ValueEquals("Buffer"u8)) return null;
        if (!value.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array) return null;
        var bytes = new byte[data.GetArrayLength()];
        var index = 0;
        foreach (var item in data.EnumerateArray())
            if (!TryByte(item, out bytes[index++])) return null;
        return bytes;
    }

    /// <summary><c>{"0":104,"1":101,…}</c></summary>
    private static byte[]? TypedArray(JsonElement value)
    {
        var bytes = new byte[value.GetPropertyCount()];
        var index = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (!member.NameEquals(index.ToString(CultureInfo.InvariantCulture)) || !TryByte(member.Value, out bytes[index])) return null;
            index++;
        }

        return index == 0 ? null : bytes;
    }

    private static bool TryByte(JsonElement value, out byte result)
    {
        result = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetByte(out result);
    }

    private static byte[] Text(JsonElement value) => Encoding.UTF8.GetBytes(value.GetRawText());
}
