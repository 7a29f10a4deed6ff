using Altogic.Reactive.Backend.Modules.Database.Query.Plans;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Calculation with numbers (expressions §8.4). What has no real result is null.</summary>
internal static class MathFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("ABS(n)", (in Value n) => !n.IsNumeric ? Value.Null : n.Number < 0 ? Arithmetic.Negate(n) : n),
        new("SIGN(n)", (in Value n) => n.IsNumeric ? Value.Of((long)Math.Sign(n.Number)) : Value.Null),
        new("ADD(a, b, …)", arguments => Chain(arguments, Arithmetic.Add)),
        new("MULTIPLY(a, b, …)", arguments => Chain(arguments, Arithmetic.Multiply)),
        new("SUBTRACT(a, b)", Arithmetic.Subtract),
        new("DIVIDE(a, b)", Arithmetic.Divide),
        new("MOD(a, b)", Arithmetic.Modulo),
        new("CEIL(n)", (in Value n) => Whole(n, Math.Ceiling)) { Aliases = ["CEILING"] },
        new("FLOOR(n)", (in Value n) => Whole(n, Math.Floor)),
        new("ROUND(n, [places])", (in Value n, in Value places) => Cut(n, places, (value, digits) => decimal.Round(value, digits, MidpointRounding.AwayFromZero))),
        new("TRUNC(n, [places])", (in Value n, in Value places) => Cut(n, places, (value, digits) => decimal.Round(value, digits, MidpointRounding.ToZero))),
        new("POW(n, exponent)", Power) { Aliases = ["POWER"] },
        new("SQRT(n)", Of(Math.Sqrt)),
        new("EXP(n)", Of(Math.Exp)),
        new("LN(n)", Of(Math.Log)),
        new("LOG10(n)", Of(Math.Log10)),
        new("LOG(n, [base])", Logarithm),
        new("PI()", _ => new ConstantNode(Value.Of(Math.PI))),
    ];

    /// <summary>A function of one real number.</summary>
    public static OneArgument Of(Func<double, double> body) => (in Value n) => n.IsNumeric ? Value.Of(body(n.Number)) : Value.Null;

    private static Value Chain(ReadOnlySpan<Value> arguments, TwoArguments step)
    {
        var result = arguments[0];
        foreach (ref readonly var argument in arguments[1..]) result = step(result, argument);
        return result;
    }

    private static Value Whole(in Value n, Func<double, double> body) =>
        n.Kind == ValueKind.Number ? Value.OfWhole(body(n.Number)) : n.IsNumeric ? n : Value.Null;

    private static Value Power(in Value n, in Value exponent) =>
        n.IsNumeric && exponent.IsNumeric ? Value.OfWhole(Math.Pow(n.Number, exponent.Number)) : Value.Null;

    private static Value Logarithm(in Value n, in Value @base)
    {
        if (!n.IsNumeric || !(@base.IsNumeric || @base.IsNothing)) return Value.Null;
        return Value.Of(@base.IsNothing ? Math.Log(n.Number) : Math.Log(n.Number, @base.Number));
    }

    // In decimal, so that 2.675 is rounded as it is written and not as the nearest binary fraction.
    private static Value Cut(in Value n, in Value places, Func<decimal, int, decimal> body)
    {
        var digits = 0;
        if (!n.IsNumeric || (!places.IsNothing && !Conversions.TryToInt(places, out digits))) return Value.Null;
        if ((n.Kind == ValueKind.Integer && digits >= 0) || digits > 15) return n;
        if (digits < -18) return Value.Of(0L);
        if (Math.Abs(n.Number) >= 1e18 || (Math.Abs(n.Number) < 1e-12 && n.Number != 0)) return Math.Abs(n.Number) < 1 ? Value.Of(0L) : n;

        var value = n.Kind == ValueKind.Integer ? n.Integer : (decimal)n.Number;
        if (digits >= 0) return Value.OfWhole((double)body(value, digits));
        var scale = (decimal)Math.Pow(10, -digits);
        return Value.OfWhole((double)(body(value / scale, 0) * scale));
    }
}
