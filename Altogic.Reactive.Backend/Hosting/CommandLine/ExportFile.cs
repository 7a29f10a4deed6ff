using System.Runtime.InteropServices;
using System.Text.Json;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>
/// The objects in a file: an array, one object after the other, or the array in <c>data</c> that <c>get(true)</c> of the SDK answers
/// with. What MongoDB writes in its own form of JSON becomes plain.
/// </summary>
internal static class ExportFile
{
    private static readonly JsonSerializerOptions Reading = new() { MaxDepth = JsonTree.MaxDepth };

    /// <exception cref="JsonException">The rest of the file is no JSON.</exception>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(Stream file)
    {
        var isArray = await IsArrayAsync(file);
        await foreach (var value in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, topLevelValues: !isArray, Reading))
        {
            if (JsonEscapes.HoldHalfPair(JsonMarshal.GetRawUtf8Value(value), JsonTree.MaxDepth)) throw new JsonException("A text holds half a surrogate pair.");
            if (!isArray && IsAnswer(value))
                foreach (var item in value.GetProperty("data").EnumerateArray()) yield return ExtendedJson.ToPlain(item);
            else
                yield return ExtendedJson.ToPlain(value);
        }
    }

    private static bool IsAnswer(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 2 && value.TryGetProperty("info", out _)
        && value.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array;

    private static async Task<bool> IsArrayAsync(Stream file)
    {
        var first = new byte[1];
        while (await file.ReadAsync(first) == 1 && first[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)
        {
        }

        file.Position = 0;
        return first[0] == (byte)'[';
    }
}
