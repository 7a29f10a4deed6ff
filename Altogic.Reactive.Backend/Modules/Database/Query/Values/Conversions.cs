using System.Globalization;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>From one type to another (expressions §5, §8.6).</summary>
internal static class Conversions
{
    /// <summary>As <c>TOTEXT</c>: missing and null are empty, lists and objects are JSON.</summary>
    public static string ToText(in Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.Boolean ? "true" : "false",
        ValueKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
        ValueKind.Number => NumberText.Write(value.Number),
        ValueKind.Text => value.Text,
        ValueKind.Date => IsoDate.ToText(value.Milliseconds),
        ValueKind.List or ValueKind.Object => JsonText.Write(value),
        _ => "",
    };

    /// <summary>What an operator calculates with: booleans are 1 and 0, numeric text is read, all else is null (expressions §5.2).</summary>
    public static Value ToOperand(in Value value) => value.Kind switch
    {
        ValueKind.Integer or ValueKind.Number => value,
        ValueKind.Boolean => Value.Of(value.Boolean ? 1L : 0L),
        ValueKind.Text when NumberText.TryRead(value.Text, out var number) => number,
        _ => Value.Null,
    };

    /// <summary>The instant of a date, of ISO text, or of a number of milliseconds.</summary>
    public static bool TryToInstant(in Value value, out long milliseconds)
    {
        milliseconds = 0;
        switch (value.Kind)
        {
            case ValueKind.Date:
                milliseconds = value.Milliseconds;
                return true;
            case ValueKind.Text:
                return TryReadInstant(value, out milliseconds);
            case ValueKind.Integer:
                milliseconds = value.Integer;
                return IsoDate.IsInRange(milliseconds);
            case ValueKind.Number when Math.Abs(value.Number) < 1e15:
                milliseconds = (long)Math.Floor(value.Number);
                return IsoDate.IsInRange(milliseconds);
            default:
                return false;
        }
    }

    /// <summary>The instant that a text stands for.</summary>
    public static bool TryReadInstant(in Value text, out long milliseconds) =>
        text.TryGetUtf8(out var utf8) ? IsoDate.TryParse(utf8, out milliseconds) : IsoDate.TryParse(text.Text, out milliseconds);

    /// <summary>A whole number, for counts and positions; a fraction is cut off.</summary>
    public static bool TryToInt(in Value value, out int integer)
    {
        integer = 0;
        if (!value.IsNumeric) return false;
        integer = value.Kind == ValueKind.Integer
            ? (int)Math.Clamp(value.Integer, int.MinValue, int.MaxValue)
            : (int)Math.Clamp(Math.Truncate(value.Number), int.MinValue, int.MaxValue);
        return true;
    }
}
