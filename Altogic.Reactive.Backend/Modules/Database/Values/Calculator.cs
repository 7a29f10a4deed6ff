using System.Globalization;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>
/// The arithmetic of update instructions, on the texts of JSON numbers: exact for whole numbers and for decimals (0.1 + 0.2 is
/// 0.3), in doubles for what is larger.
/// </summary>
internal static class Calculator
{
    /// <summary>The result; null when no JSON number can hold it.</summary>
    public static JsonValue? Apply(UpdateType type, string? current, string operand)
    {
        if (current is null)
        {
            if (type is UpdateType.Min or UpdateType.Max) return Number(operand);
            current = "0";
        }

        if (Parse(current) is { } left && Parse(operand) is { } right && Exact(type, left, right) is { } exact) return NumberValues.Create(exact);
        var result = Apply(type, double.Parse(current, NumberStyles.Float, CultureInfo.InvariantCulture), double.Parse(operand, NumberStyles.Float, CultureInfo.InvariantCulture));
        return double.IsFinite(result) ? JsonValue.Create(result) : null;
    }

    private static decimal? Exact(UpdateType type, decimal left, decimal right)
    {
        try
        {
            return type switch
            {
                UpdateType.Increment => left + right,
                UpdateType.Decrement => left - right,
                UpdateType.Multiply => left * right,
                UpdateType.Min => Math.Min(left, right),
                _ => Math.Max(left, right),
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static double Apply(UpdateType type, double left, double right) => type switch
    {
        UpdateType.Increment => left + right,
        UpdateType.Decrement => left - right,
        UpdateType.Multiply => left * right,
        UpdateType.Min => Math.Min(left, right),
        _ => Math.Max(left, right),
    };

    private static JsonValue? Number(string text)
    {
        if (Parse(text) is { } exact) return NumberValues.Create(exact);
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? JsonValue.Create(number) : null;
    }

    // Beyond 28 digits, or so near to zero that digits would be lost, a double does better.
    private static decimal? Parse(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        var size = Math.Abs(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        return size == 0 || size is > 1e-10 and < 1e20 ? number : null;
    }
}
