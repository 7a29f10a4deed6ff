using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Numbers, also when they arrive as text, and points made of two of them.</summary>
internal static class NumberValues
{
    private const int LongestText = 400;

    public static ConvertedValue Integer(FieldDefinition field, JsonElement value)
    {
        if (Text(value) is not { } text) return ConvertedValue.WrongType("must be a whole number");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return InRange(field, whole, JsonValue.Create(whole));
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return ConvertedValue.WrongType("must be a whole number");
        var rounded = Math.Round(number, MidpointRounding.AwayFromZero);
        if (rounded is not (>= long.MinValue and < 9223372036854775808d)) return ConvertedValue.Failed("out_of_range", "is too large a number");
        return InRange(field, rounded, JsonValue.Create((long)rounded));
    }

    public static ConvertedValue Decimal(FieldDefinition field, JsonElement value)
    {
        if (Text(value) is not { } text || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return ConvertedValue.WrongType("must be a number");
        if (!double.IsFinite(number)) return ConvertedValue.Failed("out_of_range", "is too large a number");
        return InRange(field, number, Rounded(field, value, text, number));
    }

    public static ConvertedValue GeoPoint(JsonElement value)
    {
        const string Problem = "must be [longitude, latitude]";
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2) return ConvertedValue.WrongType(Problem);
        if (value[0].ValueKind != JsonValueKind.Number || value[1].ValueKind != JsonValueKind.Number) return ConvertedValue.WrongType(Problem);
        return Math.Abs(value[0].GetDouble()) <= 180 && Math.Abs(value[1].GetDouble()) <= 90
            ? ConvertedValue.Of(JsonTree.From(value))
            : ConvertedValue.Failed("out_of_range", "must lie between -180 and 180, and between -90 and 90");
    }

    /// <summary>The number as text, from a number or from numeric text; null for anything else.</summary>
    public static string? Text(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        if (value.ValueKind != JsonValueKind.String) return null;
        var text = value.GetString()!.Trim();
        // The letters of "NaN" and "Infinity" are numbers to the parser, but not here.
        return text.Length is > 0 and <= LongestText && (char.IsAsciiDigit(text[^1]) || text[^1] == '.')
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text : null;
    }

    /// <summary>A decimal without the zeros that its history has left at its end.</summary>
    public static JsonValue Create(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (text.Contains('.', StringComparison.Ordinal)) text = text.TrimEnd('0').TrimEnd('.');
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? JsonValue.Create(whole)
            : JsonValue.Create(decimal.Parse(text, CultureInfo.InvariantCulture));
    }

    private static JsonValue Rounded(FieldDefinition field, JsonElement value, string text, double number)
    {
        var isExact = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact);
        if (field.Decimals is { } places)
            return isExact ? Create(Math.Round(exact, Math.Min(places, 28), MidpointRounding.AwayFromZero)) : JsonValue.Create(number);
        if (value.ValueKind == JsonValueKind.Number) return (JsonValue)JsonTree.From(value)!;
        return isExact ? Create(exact) : JsonValue.Create(number);
    }

    private static ConvertedValue InRange(FieldDefinition field, double number, JsonValue stored)
    {
        if (number < field.Min) return ConvertedValue.Failed("out_of_range", "must be at least " + Shown(field.Min.Value));
        if (number > field.Max) return ConvertedValue.Failed("out_of_range", "may be at most " + Shown(field.Max.Value));
        return ConvertedValue.Of(stored);
    }

    private static string Shown(double number) => number.ToString(CultureInfo.InvariantCulture);
}
