using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Turns the values of a caller into the objects that are stored: ids, parents, time stamps, declared fields only.</summary>
internal sealed class ObjectShaper(ObjectId ids, string now)
{
    /// <summary>A new object; <paramref name="parent"/> is null for a top-level one.</summary>
    public JsonObject Create(ObjectSchema schema, JsonObject values, string? parent, string? id = null)
    {
        id ??= ids.Next();
        var made = new JsonObject { [SystemFields.Id] = id };
        if (parent is not null) made[SystemFields.Parent] = parent;
        foreach (var (name, value) in values)
        {
            if (SystemFields.Contains(name, schema.Timestamps) || value is null) continue;
            var field = schema.Fields.GetValueOrDefault(name);
            if (field is not null || schema.IsOpen) made[name] = Nested(schema, field, name, value, id);
        }

        if (!schema.Timestamps) return made;
        made[SystemFields.CreatedAt] = now;
        made[SystemFields.UpdatedAt] = now;
        return made;
    }

    private JsonNode? Nested(ObjectSchema schema, FieldSchema? field, string name, JsonNode? value, string parent)
    {
        var nested = field?.Nested ?? ObjectSchema.Any(schema.ModelName + "." + name);
        if (value is JsonObject one) return Create(nested, one, parent);
        if (value is JsonArray { Count: > 0 } many && many[0] is JsonObject)
            return new JsonArray([.. many.Select(item => item is JsonObject entry ? Create(nested, entry, parent) : item?.DeepClone())]);
        return value?.DeepClone();
    }

    /// <summary>Sets the given fields of a stored object; null clears one.</summary>
    public void Update(ObjectSchema schema, JsonObject stored, JsonObject changes)
    {
        var id = stored[SystemFields.Id]!.GetValue<string>();
        foreach (var (name, value) in changes)
        {
            if (SystemFields.Contains(name, schema.Timestamps)) continue;
            var field = schema.Fields.GetValueOrDefault(name);
            if (field is null && !schema.IsOpen) continue;
            if (value is null) stored.Remove(name);
            else stored[name] = Nested(schema, field, name, value, id);
        }

        if (schema.Timestamps) stored[SystemFields.UpdatedAt] = now;
    }
}
