using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

internal enum UpdateType
{
    Set,
    Unset,
    Increment,
    Decrement,
    Min,
    Max,
    Multiply,
    Push,
    Pull,
    Pop,
    Shift,
}

/// <summary>One instruction of update-fields (db-query §5). Immutable.</summary>
/// <param name="Field">The path as given.</param>
/// <param name="Segments">Its segments.</param>
/// <param name="Type">What to do.</param>
/// <param name="Value">The operand; undefined where the instruction has none.</param>
internal sealed record FieldUpdate(string Field, string[] Segments, UpdateType Type, JsonElement Value)
{
    public const int MostUpdates = 1000;

    /// <summary>The instructions of a body: a list, or one of them alone.</summary>
    /// <exception cref="ApiException">400 when they cannot be understood.</exception>
    public static IReadOnlyList<FieldUpdate> Read(JsonElement updates)
    {
        if (updates.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            throw Refuse("missing_required_value", "updates", "The field updates are missing.");
        if (updates.ValueKind == JsonValueKind.Object) return [ReadOne(updates)];
        if (updates.ValueKind != JsonValueKind.Array) throw Refuse("invalid_value", "updates", "Field updates have to be a list of objects.");
        if (updates.GetArrayLength() == 0) throw Refuse("emtpy_array", "updates", "At least one field update is needed.");
        if (updates.GetArrayLength() > MostUpdates) throw Refuse("invalid_value", "updates", $"One call takes {MostUpdates} field updates at most.");
        return [.. updates.EnumerateArray().Select(ReadOne)];
    }

    private static FieldUpdate ReadOne(JsonElement update)
    {
        if (update.ValueKind != JsonValueKind.Object) throw Refuse("invalid_value", "updates", "A field update has to be an object.");
        var field = Text(update, "field");
        var segments = FieldPath.Split(field) ?? throw Refuse("invalid_value", "field", $"'{field}' is not the path of a field.");
        var type = ReadType(Text(update, "updateType"), field);
        var value = update.TryGetProperty("value", out var given) ? given : default;
        if (NeedsValue(type) && (value.ValueKind == JsonValueKind.Undefined || (value.ValueKind == JsonValueKind.Null && type != UpdateType.Set)))
            throw Refuse("missing_required_value", field, $"The update of {field} needs a value.");
        return new FieldUpdate(field, segments, type, value);
    }

    private static bool NeedsValue(UpdateType type) => type is not (UpdateType.Unset or UpdateType.Pop or UpdateType.Shift);

    private static UpdateType ReadType(string text, string field) => text switch
    {
        "set" => UpdateType.Set,
        "unset" => UpdateType.Unset,
        "increment" => UpdateType.Increment,
        "decrement" => UpdateType.Decrement,
        "min" => UpdateType.Min,
        "max" => UpdateType.Max,
        "multiply" => UpdateType.Multiply,
        "push" => UpdateType.Push,
        "pull" => UpdateType.Pull,
        "pop" => UpdateType.Pop,
        "shift" => UpdateType.Shift,
        _ => throw Refuse("invalid_update_type", field, $"'{text}' is not a kind of field update."),
    };

    private static string Text(JsonElement update, string member)
    {
        if (!update.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
            throw Refuse("missing_required_value", member, $"A field update needs a {member}.");
        if (value.ValueKind != JsonValueKind.String) throw Refuse("invalid_value", member, $"The {member} of a field update has to be text.");
        return value.GetString() is { Length: > 0 } text ? text : throw Refuse("missing_required_value", member, $"A field update needs a {member}.");
    }

    private static ApiException Refuse(string code, string field, string message) =>
        new(400, code, message, new JsonObject { ["field"] = field });
}
