using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Fills the fields that a new object has no value for (data-model §5).</summary>
internal static class Defaults
{
    public static void Fill(ObjectSchema schema, JsonObject made, Func<FieldSchema, JsonElement, JsonNode?> convert, Shaping shaping)
    {
        foreach (var field in schema.WithDefault)
        {
            if (made.ContainsKey(field.Name)) continue;
            var value = Evaluate(schema, field.Default!, made, shaping.Now);
            if (value.ValueKind != JsonValueKind.Null && convert(field, value) is { } converted) made[field.Name] = converted;
        }
    }

    public static JsonElement Evaluate(ObjectSchema schema, Expression expression, JsonObject target, DateTimeOffset now)
    {
        var scope = new EvaluationScope
        {
            Model = schema.Context,
            This = ExpressionFacts.IsConstant(expression) ? default : JsonTree.ToElement(target),
            Now = now,
        };
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(buffer)) ExpressionEvaluator.Evaluate(expression, scope).WriteTo(writer);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
