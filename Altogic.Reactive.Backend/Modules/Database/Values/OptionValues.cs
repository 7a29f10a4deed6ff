using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>One or several of a fixed set of values.</summary>
internal static class OptionValues
{
    public static ConvertedValue Convert(FieldDefinition field, JsonElement value)
    {
        if (!field.Multiple) return ConvertOne(field, value);
        if (value.ValueKind != JsonValueKind.Array) return ConvertedValue.WrongType("must be a list of options");
        var chosen = new JsonArray();
        foreach (var item in value.EnumerateArray())
        {
            var converted = ConvertOne(field, item);
            if (converted.Code is not null) return converted;
            chosen.Add(converted.Node);
        }

        return ConvertedValue.Of(chosen);
    }

    public static ConvertedValue ConvertOne(FieldDefinition field, JsonElement value)
    {
        foreach (var option in field.Options)
            if (IsSame(option, value)) return ConvertedValue.Of(JsonTree.From(value));
        return value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? ConvertedValue.Failed("not_in_options", "must be one of " + string.Join(", ", field.Options.Select(Shown)))
            : ConvertedValue.WrongType("must be text or a number");
    }

    private static bool IsSame(object option, JsonElement value) => option is string text
        ? value.ValueKind == JsonValueKind.String && value.ValueEquals(text)
        : value.ValueKind == JsonValueKind.Number && value.GetDouble().Equals(System.Convert.ToDouble(option, CultureInfo.InvariantCulture));

    private static string Shown(object option) => option is string text ? $"'{text}'" : System.Convert.ToString(option, CultureInfo.InvariantCulture)!;
}
