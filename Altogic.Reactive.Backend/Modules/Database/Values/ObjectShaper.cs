using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>
/// Turns the values of callers into objects as they are stored: declared fields converted and checked, ids, parents and time
/// stamps set, defaults filled in. What is wrong goes into <see cref="Shaping.Errors"/>; the object is then of no use.
/// </summary>
internal sealed partial class ObjectShaper(Shaping shaping)
{
    private readonly ValueErrors _errors = shaping.Errors;

    /// <summary>A new object; <paramref name="parent"/> is null for a top-level one.</summary>
    public JsonObject Create(ObjectSchema schema, JsonElement values, string? parent, string? id = null) =>
        Make(schema, values, id ?? shaping.Ids.Next(), parent, "", null);

    /// <summary>Whether this caller cannot write the field at all: what decides about rights (app definition §6.4).</summary>
    public bool IsProtected(ObjectSchema schema, string field) =>
        shaping.IsClient && schema.ModelName == ModelName.Users && field is UserFields.AccessGroupKeys or UserFields.Password;

    // Never in a document, whoever writes it (auth §2.1): documents can be read.
    private static bool IsPassword(ObjectSchema schema, string field) => schema.ModelName == ModelName.Users && field == UserFields.Password;

    /// <param name="schema">The fields.</param>
    /// <param name="values">A JSON object.</param>
    /// <param name="id">The id of the object.</param>
    /// <param name="parent">The id of the enclosing object.</param>
    /// <param name="path">What stands before the names of fields in errors.</param>
    /// <param name="replaced">The stored object in whose place this one comes, if any.</param>
    private JsonObject Make(ObjectSchema schema, JsonElement values, string id, string? parent, string path, JsonObject? replaced)
    {
        if (shaping.IsImport && SystemFields.IdIn(values) is { } own) id = own;
        var made = new JsonObject { [SystemFields.Id] = id };
        if (parent is not null) made[SystemFields.Parent] = parent;
        foreach (var property in values.EnumerateObject()) Set(schema, made, property.Name, property.Value, path, replaced);
        if (replaced is null) Defaults.Fill(schema, made, (field, value) => Shape(field, field.Name, value, id, path, null), shaping);
        else KeepReadOnly(schema, made, replaced);
        foreach (var field in schema.Required) Require(field, made, id, path, replaced);
        if (schema.Timestamps && (parent is null || !shaping.IsImport || Own(values, SystemFields.CreatedAt) is not null))
        {
            made[SystemFields.CreatedAt] = replaced?[SystemFields.CreatedAt]?.DeepClone() ?? Own(values, SystemFields.CreatedAt) ?? shaping.Timestamp;
            made[SystemFields.UpdatedAt] = Own(values, SystemFields.UpdatedAt) ?? shaping.Timestamp;
        }

        if (schema.HasRules && !_errors.Any) Rules.Check(schema, made, path, shaping);
        return made;
    }

    private string? Own(JsonElement values, string timestamp) => shaping.IsImport ? SystemFields.InstantIn(values, timestamp) : null;

    /// <summary>Writes one value into an object under construction; null leaves the field out.</summary>
    private void Set(ObjectSchema schema, JsonObject made, string name, JsonElement value, string path, JsonObject? replaced)
    {
        if (SystemFields.Contains(name, schema.Timestamps) || IsProtected(schema, name) || IsPassword(schema, name)) return;
        var field = schema.Fields.GetValueOrDefault(name);
        if (field is null && name.Contains('.', StringComparison.Ordinal) && FieldPath.Split(name) is { } segments)
        {
            SetAt(schema, made, segments, value, path);
            return;
        }

        if (field is null && !schema.IsOpen && !shaping.IsImport) return;
        if (value.ValueKind == JsonValueKind.Null)
        {
            made.Remove(name);
            return;
        }

        var old = replaced?[name];
        var stored = Shape(field, name, value, SystemFields.IdOf(made), path, old);
        if (stored is null) return;
        if (field is { Definition.ReadOnly: true } && replaced is not null && !JsonEquality.AreSame(stored, old)) RefuseReadOnly(path + name, value);
        else made[name] = stored;
    }

    /// <summary>The stored form of a value; null when it was refused, or is kept elsewhere.</summary>
    /// <param name="field">The field; null when it is not declared.</param>
    /// <param name="name">The name of the field.</param>
    /// <param name="value">What the caller gave; not null.</param>
    /// <param name="holder">The id of the object that holds the field.</param>
    /// <param name="path">What stands before the name in errors.</param>
    /// <param name="old">What the field holds now.</param>
    private JsonNode? Shape(FieldSchema? field, string name, JsonElement value, string holder, string path, JsonNode? old)
    {
        if (field is null) return ShapeAny(value, holder, path + name, old);
        if (field.Nested is { } nested)
            return field.Type == FieldType.Object ? ShapeObject(nested, value, holder, path + name, old) : ShapeList(nested, value, holder, path + name, old);
        var converted = ValueConverter.Convert(field.Definition, value);
        if (converted.Code is not null)
        {
            _errors.Add(converted.Code, path + name, $"{name} {converted.Problem}.", field.Type == FieldType.EncryptedText ? default : value);
            return null;
        }

        if (field.Type != FieldType.EncryptedText) return converted.Node;
        if (shaping.Secrets.HashOf(value.GetString()!) is { } hash) shaping.Keep(new SecretChange(holder, name, hash));
        else _errors.Add("invalid_value", path + name, $"{name} is kept encrypted, so it has to be given and cannot be taken from elsewhere.");
        return null;
    }

    private JsonObject? ShapeObject(ObjectSchema schema, JsonElement value, string parent, string path, JsonNode? old)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return Make(schema, value, old is JsonObject stored ? SystemFields.IdOf(stored) : shaping.Ids.Next(), parent, path + ".", old as JsonObject);
        _errors.Add("invalid_type", path, $"{path} must be an object.", value);
        return null;
    }

    private JsonArray? ShapeList(ObjectSchema schema, JsonElement value, string parent, string path, JsonNode? old)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            _errors.Add("invalid_type", path, $"{path} must be a list of objects.", value);
            return null;
        }

        var items = new JsonArray();
        var stored = new StoredItems(old as JsonArray);
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object) items.Add(ShapeItem(schema, item, parent, path, stored));
            else _errors.Add("invalid_type", path, $"{path} must be a list of objects.", value);
        }

        return items;
    }

    /// <summary>An item keeps the id of the stored item that it names, otherwise it is new (data-model §9).</summary>
    private JsonObject ShapeItem(ObjectSchema schema, JsonElement item, string parent, string path, StoredItems stored)
    {
        var known = stored.Take(item);
        return Make(schema, item, known is null ? shaping.Ids.Next() : SystemFields.IdOf(known), parent, path + ".", known);
    }

    /// <summary>Without a declaration the value says what it is (data-model §11).</summary>
    private JsonNode? ShapeAny(JsonElement value, string holder, string path, JsonNode? old)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return IsLookedUp(value, old) ? JsonTree.From(value.GetProperty(SystemFields.Id)) : ShapeObject(ObjectSchema.Anything, value, holder, path, old);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 || value[0].ValueKind != JsonValueKind.Object) return JsonTree.From(value);
        var items = new JsonArray();
        var stored = new StoredItems(old as JsonArray);
        foreach (var item in value.EnumerateArray())
            items.Add(item.ValueKind == JsonValueKind.Object ? ShapeItem(ObjectSchema.Anything, item, holder, path, stored) : JsonTree.From(item));
        return items;
    }

    // Where an id is stored, an object that has one stands for it: a looked-up object that was sent back (db-query §4.4).
    private static bool IsLookedUp(JsonElement value, JsonNode? old) =>
        old is JsonValue && old.GetValueKind() == JsonValueKind.String && ObjectId.IsValid(old.GetValue<string>())
        && value.TryGetProperty(SystemFields.Id, out var id) && id.ValueKind == JsonValueKind.String && ObjectId.IsValid(id.GetString());

    private void Require(FieldSchema field, JsonObject made, string id, string path, JsonObject? replaced)
    {
        if (made.ContainsKey(field.Name)) return;
        // A secret does not stand in the object; what replaces an object keeps it unless it says otherwise.
        if (field.Type == FieldType.EncryptedText && (replaced is not null || shaping.Mentions(id, field.Name))) return;
        _errors.Add("required_field", path + field.Name, $"{field.Name} is required.");
    }

    private static void KeepReadOnly(ObjectSchema schema, JsonObject made, JsonObject replaced)
    {
        foreach (var field in schema.Fields.Values)
            if (field.Definition.ReadOnly && !made.ContainsKey(field.Name) && replaced[field.Name] is { } kept) made[field.Name] = kept.DeepClone();
    }

    private void RefuseReadOnly(string path, JsonElement value) => _errors.Add("read_only_field", path, $"{path} cannot be changed.", value);
}
