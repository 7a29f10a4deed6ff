using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>MongoDB's Extended JSON (<c>{ "$oid": "…" }</c>, <c>{ "$date": … }</c>, <c>{ "$numberLong": "…" }</c>), made plain.</summary>
internal static class ExtendedJson
{
    public static JsonElement ToPlain(JsonElement value) =>
        HasOperators(value) ? JsonSerializer.SerializeToElement(Plain(value)) : value;

    private static bool HasOperators(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(p => p.Name.StartsWith('$') || HasOperators(p.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasOperators),
        _ => false,
    };

    private static JsonNode? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Unwrap(value) ?? (JsonNode)new JsonObject(value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Plain(p.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Plain)]),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };

    private static JsonValue? Unwrap(JsonElement value)
    {
        if (value.GetPropertyCount() != 1) return null;
        var only = value.EnumerateObject().First();
        return only.Name switch
        {
            "$oid" when only.Value.ValueKind == JsonValueKind.String => JsonValue.Create(only.Value.GetString()),
            "$date" => Instant(only.Value),
            "$numberInt" or "$numberLong" or "$numberDouble" or "$numberDecimal" => Number(only.Value),
            _ => null,
        };
    }

    private static JsonValue? Instant(JsonElement date)
    {
        if (date.ValueKind == JsonValueKind.String) return JsonValue.Create(date.GetString());
        if (date.ValueKind == JsonValueKind.Object && date.TryGetProperty("$numberLong", out var wrapped) && wrapped.ValueKind == JsonValueKind.String
            && long.TryParse(wrapped.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var long64))
            return Text(long64);
        return date.ValueKind == JsonValueKind.Number && date.TryGetInt64(out var milliseconds) ? Text(milliseconds) : null;
    }

    private static JsonValue? Text(long milliseconds) => IsoDate.IsInRange(milliseconds) ? JsonValue.Create(IsoDate.ToText(milliseconds)) : null;

    private static JsonValue? Number(JsonElement text) =>
        text.ValueKind == JsonValueKind.String && decimal.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : null;
}
