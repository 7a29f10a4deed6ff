using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Objects and their members (expressions §8.8).</summary>
internal static class ObjectFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("KEYS(object)", (in Value value) => Members(value, member => Value.Of(member.Name))),
        new("VALUES(object)", (in Value value) => Members(value, member => Value.FromJson(member.Value))),
        new("HASKEY(object, name)", HasKey),
        new("GETFIELD(object, name)", GetField),
        new("MERGE(object, …)", Merge),
        new("PICK(object, name, …)", arguments => Select(arguments, keep: true)),
        new("OMITKEYS(object, name, …)", arguments => Select(arguments, keep: false)),
    ];

    private static Value Members(in Value value, Func<JsonProperty, Value> part) =>
        value.Kind == ValueKind.Object ? Value.Of([.. value.Element.EnumerateObject().Select(part)]) : Value.Null;

    private static Value HasKey(in Value value, in Value name) =>
        value.Kind == ValueKind.Object && name.Kind == ValueKind.Text ? Value.Of(value.Element.TryGetProperty(name.Text, out _)) : Value.Null;

    private static Value GetField(in Value value, in Value name)
    {
        if (value.Kind != ValueKind.Object || name.Kind != ValueKind.Text) return Value.Null;
        var member = value.Member(name.Text);
        return member.IsMissing ? Value.Null : member;
    }

    /// <summary>The members of all objects; of the same name the last one counts. What is missing adds nothing.</summary>
    private static Value Merge(ReadOnlySpan<Value> arguments)
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (ref readonly var argument in arguments)
        {
            if (argument.IsNothing) continue;
            if (argument.Kind != ValueKind.Object) return Value.Null;
            foreach (var member in argument.Element.EnumerateObject()) members[member.Name] = member.Value;
        }

        return Make(members);
    }

    private static Value Select(ReadOnlySpan<Value> arguments, bool keep)
    {
        if (arguments[0].Kind != ValueKind.Object) return Value.Null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ref readonly var name in arguments[1..])
        {
            if (name.Kind != ValueKind.Text) return Value.Null;
            names.Add(name.Text);
        }

        return Make(arguments[0].Element.EnumerateObject()
            .Where(member => names.Contains(member.Name) == keep)
            .Select(member => KeyValuePair.Create(member.Name, member.Value)));
    }

    private static Value Make(IEnumerable<KeyValuePair<string, JsonElement>> members) => Value.FromJson(JsonText.Build(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }));
}
