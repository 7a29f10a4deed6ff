using System.Globalization;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>Numbers as text: the shortest form that reads back as the same number, written as JavaScript writes it.</summary>
internal static class NumberText
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    public static string Write(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var split = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = split < 0 ? shortest : shortest[..split];
        var exponent = split < 0 ? 0 : int.Parse(shortest.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent switch
        {
            0 => shortest,
            >= -6 and < 21 => Expand(mantissa, exponent),
            _ => $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}",
        };
    }

    /// <summary>An integer where the text is one and fits, else a decimal number; false when the text is no number.</summary>
    public static bool TryRead(string text, out Value number)
    {
        number = Value.Null;
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var integer)) number = Value.Of(integer);
        else if (double.TryParse(text, Style, CultureInfo.InvariantCulture, out var real)) number = Value.Of(real);
        return number.IsNumeric;
    }

    private static string Expand(string mantissa, int exponent)
    {
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1
            ? sign + digits.PadRight(exponent + 1, '0')
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
