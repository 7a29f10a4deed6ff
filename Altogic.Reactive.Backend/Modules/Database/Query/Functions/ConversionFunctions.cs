using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>From one type to another (expressions §8.6).</summary>
internal static class ConversionFunctions
{
    private static readonly JsonDocumentOptions Parsing = new() { MaxDepth = 64 };

    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("TOTEXT(value)", (in Value value) => Value.Of(Conversions.ToText(value))) { Aliases = ["TOSTRING"] },
        new("TOBOOLEAN(value)", (in Value value) => Value.Of(ToBoolean(value))),
        new("TOINTEGER(value)", ToInteger),
        new("TODECIMAL(value)", ToNumber) { Aliases = ["TONUMBER"] },
        new("TODATE(value)", (in Value value) => Conversions.TryToInstant(value, out var instant) ? Value.OfDate(instant) : Value.Null),
        new("TOOBJECTID(value)", ToObjectId) { CanFail = true },
        new("TOJSON(value)", (in Value value) => value.IsMissing ? Value.Null : Value.Of(JsonText.Write(value))),
        new("PARSEJSON(text)", ParseJson),
    ];

    private static bool ToBoolean(in Value value)
    {
        if (value.Kind != ValueKind.Text) return value.IsTrue;
        var text = value.Text;
        return text.Length > 0 && text != "0" && !text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    private static Value ToNumber(in Value value) =>
        value.Kind == ValueKind.Date ? Value.Of(value.Milliseconds) : Conversions.ToOperand(value);

    private static Value ToInteger(in Value value)
    {
        var number = ToNumber(value);
        return number.Kind == ValueKind.Number ? Value.OfWhole(Math.Truncate(number.Number)) : number;
    }

    private static Value ToObjectId(in Value value)
    {
        if (value.IsNothing) return Value.Null;
        var text = value.Kind == ValueKind.Text ? value.Text : null;
        return ObjectId.IsValid(text)
            ? Value.Of(text!.ToLowerInvariant())
            : throw ExpressionErrors.Argument("TOOBJECTID(value) needs a text of 24 hexadecimal digits.");
    }

    private static Value ParseJson(in Value value)
    {
        if (value.Kind != ValueKind.Text) return Value.Null;
        try
        {
            using var document = JsonDocument.Parse(value.Text, Parsing);
            return Value.FromJson(document.RootElement.Clone());
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return Value.Null;
        }
    }
}
