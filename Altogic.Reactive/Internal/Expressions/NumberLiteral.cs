using System.Globalization;
using System.Numerics;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Writes numbers as the expression language reads them, in whatever culture the application runs.</summary>
internal static class NumberLiteral
{
    /// <summary>The text of a number, or null when <paramref name="value"/> is not one.</summary>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static string? TryFormat(object value) => value switch
    {
        double number => Format(number),
        float number => Format(number),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Format(double number)
    {
        RequireFinite(number);
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        // .NET Framework's "R" loses a digit for some numbers.
        return double.Parse(text, CultureInfo.InvariantCulture).Equals(number)
            ? text
            : number.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static string Format(float number)
    {
        RequireFinite(number);
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return float.Parse(text, CultureInfo.InvariantCulture).Equals(number)
            ? text
            : number.ToString("G9", CultureInfo.InvariantCulture);
    }

    private static void RequireFinite(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            throw new ArgumentException("NaN and infinity have no literal in an expression; compare with a finite number.");
    }
}
