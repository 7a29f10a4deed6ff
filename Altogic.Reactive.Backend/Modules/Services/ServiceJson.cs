using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>
/// The tree that a service written in C# works with: a repeated key takes its last value, nothing is read lazily, and a number or text
/// converts to whatever type is asked for.
/// </summary>
internal static class ServiceJson
{
    /// <param name="element">What the pipeline has parsed; it outlives the call.</param>
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
            default:
                return JsonValue.Create(element);
        }
    }
}
