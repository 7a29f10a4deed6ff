using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Applies update instructions to a stored object, in their order; the shaper then checks what came out.</summary>
internal sealed class FieldUpdater(ObjectShaper shaper, ValueErrors errors)
{
    private static readonly JsonElement Null = JsonElement.Parse("null");

    public void Apply(ObjectSchema schema, JsonObject stored, IReadOnlyList<FieldUpdate> updates)
    {
        foreach (var update in updates) Apply(schema, stored, update);
        shaper.Finish(schema, stored);
    }

    private void Apply(ObjectSchema schema, JsonObject stored, FieldUpdate update)
    {
        var (holderSchema, holder) = Holder(schema, stored, update, out var isReachable);
        if (!isReachable) return;
        var name = update.Segments[^1];
        if (SystemFields.Contains(name, holderSchema.Timestamps) || shaper.IsProtected(schema, update.Segments[0]))
        {
            Refuse(update, $"{update.Field} is written by the server alone.");
            return;
        }

        var field = holderSchema.Fields.GetValueOrDefault(name);
        if (field is null && !holderSchema.IsOpen) return;
        var current = holder?[name];
        switch (update.Type)
        {
            case UpdateType.Set:
                shaper.Change(schema, stored, update.Field, update.Value);
                break;
            case UpdateType.Unset:
                if (current is not null || field?.Type == FieldType.EncryptedText) shaper.Change(schema, stored, update.Field, Null);
                break;
            case UpdateType.Push or UpdateType.Pull or UpdateType.Pop or UpdateType.Shift:
                Put(schema, stored, update, Listed(field, current, update));
                break;
            default:
                Put(schema, stored, update, Calculated(field, current, update));
                break;
        }
    }

    private void Put(ObjectSchema schema, JsonObject stored, FieldUpdate update, JsonNode? changed)
    {
        if (changed is not null) shaper.Change(schema, stored, update.Field, JsonSerializer.SerializeToElement(changed));
    }

    private JsonValue? Calculated(FieldSchema? field, JsonNode? current, FieldUpdate update)
    {
        if ((field is not null && field.Type is not (FieldType.Integer or FieldType.Decimal))
            || (current is not null && current.GetValueKind() != JsonValueKind.Number))
        {
            Refuse(update, $"{update.Field} is not a number.");
            return null;
        }

        if (NumberValues.Text(update.Value) is not { } operand)
        {
            errors.Add("invalid_value", update.Field, $"{update.Field} needs a number to be updated with.", update.Value);
            return null;
        }

        if (Calculator.Apply(update.Type, current?.ToJsonString(), operand) is { } result) return result;
        errors.Add("out_of_range", update.Field, $"{update.Field} would become too large a number.", update.Value);
        return null;
    }

    private JsonArray? Listed(FieldSchema? field, JsonNode? current, FieldUpdate update)
    {
        if (!IsBasicList(current) || field is not (null or { Type: FieldType.List } or { Type: FieldType.Options, Definition.Multiple: true }))
        {
            Refuse(update, $"{update.Field} is not a list of basic values.");
            return null;
        }

        if (current is null && update.Type != UpdateType.Push) return null;
        var changed = (JsonArray?)current?.DeepClone() ?? [];
        switch (update.Type)
        {
            case UpdateType.Pop when changed.Count > 0: changed.RemoveAt(changed.Count - 1); break;
            case UpdateType.Shift when changed.Count > 0: changed.RemoveAt(0); break;
            case UpdateType.Push or UpdateType.Pull: return PushOrPull(field, changed, update);
        }

        return changed;
    }

    private JsonArray? PushOrPull(FieldSchema? field, JsonArray changed, FieldUpdate update)
    {
        var operands = update.Value.ValueKind == JsonValueKind.Array && field?.Definition.Items != FieldType.GeoPoint
            ? update.Value.EnumerateArray().ToArray()
            : [update.Value];
        var basic = field?.Definition ?? new FieldDefinition { Type = FieldType.List };
        foreach (var operand in operands)
        {
            var item = ValueConverter.ConvertItem(basic, operand);
            if (item.Code is not null)
            {
                // What cannot be an item is not in the list either.
                if (update.Type == UpdateType.Pull) continue;
                errors.Add(item.Code == "invalid_type" ? "invalid_value" : item.Code, update.Field, $"An item of {update.Field} {item.Problem}.", operand);
                return null;
            }

            if (update.Type == UpdateType.Push) changed.Add(item.Node);
            else changed.RemoveAll(candidate => JsonEquality.AreSame(candidate, item.Node));
        }

        return changed;
    }

    /// <summary>The object at the end of the path but one; null when it does not exist yet.</summary>
    private (ObjectSchema Schema, JsonObject? Holder) Holder(ObjectSchema schema, JsonObject stored, FieldUpdate update, out bool isReachable)
    {
        var holder = stored;
        isReachable = false;
        foreach (var segment in update.Segments.AsSpan()[..^1])
        {
            var field = schema.Fields.GetValueOrDefault(segment);
            if (field is null && !schema.IsOpen) return (schema, null);
            var inner = holder?[segment];
            if (SystemFields.Contains(segment, schema.Timestamps) || (field is not null && field.Type != FieldType.Object) || (inner is not null and not JsonObject))
            {
                Refuse(update, $"The path {update.Field} leads through something that is not an embedded object.");
                return (schema, null);
            }

            holder = inner as JsonObject;
            schema = field?.Nested ?? ObjectSchema.Anything;
        }

        isReachable = true;
        return (schema, holder);
    }

    private static bool IsBasicList(JsonNode? value) => value is null || (value is JsonArray list && !list.OfType<JsonObject>().Any());

    private void Refuse(FieldUpdate update, string message) => errors.Add("invalid_update_type", update.Field, message);
}
