using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <content>Changes to stored objects: what is not named stays.</content>
internal sealed partial class ObjectShaper
{
    /// <summary>Sets the given fields of a stored object; null clears one (db-query §4.4).</summary>
    public void Update(ObjectSchema schema, JsonObject stored, JsonElement changes, bool checkRules = true)
    {
        foreach (var property in changes.EnumerateObject()) Change(schema, stored, property.Name, property.Value);
        Finish(schema, stored, checkRules);
    }

    /// <summary>Sets one field, by its name or by a dotted path into embedded objects; null clears it.</summary>
    public void Change(ObjectSchema schema, JsonObject stored, string path, JsonElement value)
    {
        if (!schema.Fields.ContainsKey(path) && path.Contains('.', StringComparison.Ordinal) && FieldPath.Split(path) is { } segments)
            SetAt(schema, stored, segments, value, "");
        else
            ChangeOne(schema, stored, path, value, "");
    }

    /// <summary>Time stamp and rules, once all changes of a stored object are made.</summary>
    public void Finish(ObjectSchema schema, JsonObject stored, bool checkRules = true)
    {
        if (schema.Timestamps) stored[SystemFields.UpdatedAt] = shaping.Timestamp;
        if (checkRules && !_errors.Any) Rules.Check(schema, stored, "", shaping);
    }

    /// <summary>Follows a path through embedded objects, which are made where they are missing, to the field at its end.</summary>
    private void SetAt(ObjectSchema schema, JsonObject holder, ReadOnlySpan<string> segments, JsonElement value, string path)
    {
        for (; segments.Length > 1; segments = segments[1..])
        {
            var name = segments[0];
            var field = schema.Fields.GetValueOrDefault(name);
            if (SystemFields.Contains(name, schema.Timestamps) || IsProtected(schema, name) || (field is null && !schema.IsOpen)) return;
            path += name + ".";
            if (field is not null && field.Type != FieldType.Object)
            {
                _errors.Add("invalid_value", path.TrimEnd('.'), $"{path.TrimEnd('.')} is not an object, so a path cannot go through it.");
                return;
            }

            if (holder[name] is JsonObject inner)
            {
                holder = inner;
                schema = field?.Nested ?? ObjectSchema.Anything;
                Touch(schema, inner);
                continue;
            }

            if (holder[name] is not null)
            {
                _errors.Add("invalid_value", path.TrimEnd('.'), $"{path.TrimEnd('.')} is not an object, so a path cannot go through it.");
                return;
            }

            if (value.ValueKind == JsonValueKind.Null) return;
            MakeAt(field?.Nested ?? ObjectSchema.Anything, holder, name, segments[1..], value, path);
            return;
        }

        ChangeOne(schema, holder, segments[0], value, path);
    }

    /// <summary>Notes a change at the end of a path of existing embedded objects in their time stamps.</summary>
    public void Touch(ObjectSchema schema, JsonObject holder, ReadOnlySpan<string> segments)
    {
        for (; segments.Length > 1 && holder[segments[0]] is JsonObject inner; segments = segments[1..])
        {
            holder = inner;
            schema = schema.Fields.GetValueOrDefault(segments[0])?.Nested ?? ObjectSchema.Anything;
            Touch(schema, inner);
        }
    }

    private void Touch(ObjectSchema schema, JsonObject inner)
    {
        if (schema.Timestamps && inner.ContainsKey(SystemFields.UpdatedAt)) inner[SystemFields.UpdatedAt] = shaping.Timestamp;
    }

    private void MakeAt(ObjectSchema schema, JsonObject holder, string name, ReadOnlySpan<string> rest, JsonElement value, string path)
    {
        var values = new JsonObject();
        var innermost = values;
        foreach (var segment in rest[..^1]) innermost = (JsonObject)(innermost[segment] = new JsonObject());
        innermost[rest[^1]] = JsonTree.From(value);
        holder[name] = Make(schema, JsonTree.ToElement(values), shaping.Ids.Next(), SystemFields.IdOf(holder), path, null);
    }

    private void ChangeOne(ObjectSchema schema, JsonObject holder, string name, JsonElement value, string path)
    {
        if (SystemFields.Contains(name, schema.Timestamps) || IsProtected(schema, name)) return;
        var field = schema.Fields.GetValueOrDefault(name);
        if (field is null && !schema.IsOpen) return;
        if (value.ValueKind == JsonValueKind.Null)
        {
            Clear(holder, field, name, path);
            return;
        }

        if (field is { Definition.ReadOnly: true, Type: FieldType.EncryptedText })
        {
            RefuseReadOnly(path + name, default);
            return;
        }

        var old = holder[name];
        var stored = Shape(field, name, value, SystemFields.IdOf(holder), path, old);
        if (stored is null) return;
        if (field is not { Definition.ReadOnly: true }) holder[name] = stored;
        else if (!JsonEquality.AreSame(stored, old)) RefuseReadOnly(path + name, value);
    }

    private void Clear(JsonObject holder, FieldSchema? field, string name, string path)
    {
        if (field is { Definition.Required: true }) _errors.Add("required_field", path + name, $"{name} is required.");
        else if (field is { Definition.ReadOnly: true } && holder.ContainsKey(name)) RefuseReadOnly(path + name, default);
        else if (field?.Type == FieldType.EncryptedText) shaping.Keep(new SecretChange(SystemFields.IdOf(holder), name, null));
        else holder.Remove(name);
    }
}
