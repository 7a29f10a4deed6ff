using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Applies update instructions to a stored object, in their order; the shaper then checks what came out.</summary>
internal sealed class FieldUpdater(ObjectShaper shaper, ValueErrors errors)
{
    /// <summary>How many items of lists one call may go through in one object; the writer, whom all wait for, does it.</summary>
    public const int MostItems = 5_000_000;

    private static readonly JsonElement Null = JsonElement.Parse("null");
    private long _items;

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
                Edit(schema, stored, field, current, update);
                break;
            default:
                if (Calculated(field, current, update) is { } result) Put(schema, stored, update, result);
                break;
        }
    }

    private void Put(ObjectSchema schema, JsonObject stored, FieldUpdate update, JsonNode changed) =>
        shaper.Change(schema, stored, update.Field, JsonTree.ToElement(changed));

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

    /// <summary>Edits a list where it stands: what is in it already was checked when it came.</summary>
    private void Edit(ObjectSchema schema, JsonObject stored, FieldSchema? field, JsonNode? current, FieldUpdate update)
    {
        if (field is not (null or { Type: FieldType.List } or { Type: FieldType.Options, Definition.Multiple: true }) || !IsBasicList(current))
        {
            Refuse(update, $"{update.Field} is not a list of basic values.");
            return;
        }

        var isPush = update.Type == UpdateType.Push;
        if (current is null && !isPush) return;
        var operands = isPush || update.Type == UpdateType.Pull ? Operands(field, update) : [];
        if (operands is null) return;
        if (current is null) Put(schema, stored, update, new JsonArray([.. operands]));
        else if (field is { Definition.ReadOnly: true }) RefuseChange((JsonArray)current, operands, update);
        else Edit((JsonArray)current, operands, update.Type);
        shaper.Touch(schema, stored, update.Segments);
    }

    private static void Edit(JsonArray list, List<JsonNode?> operands, UpdateType type)
    {
        switch (type)
        {
            case UpdateType.Push: operands.ForEach(list.Add); break;
            case UpdateType.Pull: list.RemoveAll(new HashSet<JsonNode?>(operands, JsonEquality.Comparer).Contains); break;
            case UpdateType.Pop when list.Count > 0: list.RemoveAt(list.Count - 1); break;
            case UpdateType.Shift when list.Count > 0: list.RemoveAt(0); break;
        }
    }

    private void RefuseChange(JsonArray list, List<JsonNode?> operands, FieldUpdate update)
    {
        var changes = update.Type switch
        {
            UpdateType.Push => operands.Count > 0,
            UpdateType.Pull => list.Any(new HashSet<JsonNode?>(operands, JsonEquality.Comparer).Contains),
            _ => list.Count > 0,
        };
        if (changes) errors.Add("read_only_field", update.Field, $"{update.Field} cannot be changed.", update.Value);
    }

    /// <summary>The items to push or to pull; null when one of them was refused.</summary>
    private List<JsonNode?>? Operands(FieldSchema? field, FieldUpdate update)
    {
        var given = update.Value.ValueKind == JsonValueKind.Array && field?.Definition.Items != FieldType.GeoPoint
            ? update.Value.EnumerateArray().ToArray()
            : [update.Value];
        var basic = field?.Definition ?? new FieldDefinition { Type = FieldType.List };
        var operands = new List<JsonNode?>(given.Length);
        foreach (var operand in given)
        {
            var item = ValueConverter.ConvertItem(basic, operand);
            if (item.Code is null)
            {
                operands.Add(item.Node);
                continue;
            }

            // What cannot be an item is not in the list either.
            if (update.Type == UpdateType.Pull) continue;
            errors.Add(item.Code == "invalid_type" ? "invalid_value" : item.Code, update.Field, $"An item of {update.Field} {item.Problem}.", operand);
            return null;
        }

        return operands;
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

    private bool IsBasicList(JsonNode? value)
    {
        if (value is null) return true;
        if (value is not JsonArray list) return false;
        _items += list.Count;
        if (_items > MostItems)
            throw new ApiException(400, "invalid_value", $"The field updates of one call may go through {MostItems} items of lists in an object.", new JsonObject { ["field"] = "updates" });
        return !list.OfType<JsonObject>().Any();
    }

    private void Refuse(FieldUpdate update, string message) => errors.Add("invalid_update_type", update.Field, message);
}
