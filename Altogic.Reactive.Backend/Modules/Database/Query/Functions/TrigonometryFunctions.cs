using Altogic.Reactive.Backend.Modules.Database.Query.Plans;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Angles, in radians (expressions §8.4). The documented inverse functions refuse what lies outside their domain.</summary>
internal static class TrigonometryFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        Inverse("ACOS(n)", -1, 1, Math.Acos),
        Inverse("ACOSH(n)", 1, double.PositiveInfinity, Math.Acosh),
        Inverse("ASIN(n)", -1, 1, Math.Asin),
        Inverse("ATANH(n)", -1, 1, Math.Atanh),
        new("ASINH(n)", MathFunctions.Of(Math.Asinh)),
        new("ATAN(n)", MathFunctions.Of(Math.Atan)),
        new("ATAN2(y, x)", (in Value y, in Value x) => y.IsNumeric && x.IsNumeric ? Value.Of(Math.Atan2(y.Number, x.Number)) : Value.Null),
        new("SIN(n)", MathFunctions.Of(Math.Sin)),
        new("COS(n)", MathFunctions.Of(Math.Cos)),
        new("TAN(n)", MathFunctions.Of(Math.Tan)),
        new("SINH(n)", MathFunctions.Of(Math.Sinh)),
        new("COSH(n)", MathFunctions.Of(Math.Cosh)),
        new("TANH(n)", MathFunctions.Of(Math.Tanh)),
        new("DEGREES(radians)", MathFunctions.Of(radians => radians * (180 / Math.PI))),
        new("RADIANS(degrees)", MathFunctions.Of(degrees => degrees * (Math.PI / 180))),
    ];

    private static FunctionDefinition Inverse(string usage, double least, double greatest, Func<double, double> body)
    {
        OneArgument checkedBody = (in Value n) =>
        {
            if (!n.IsNumeric) return Value.Null;
            if (n.Number >= least && n.Number <= greatest) return Value.Of(body(n.Number));
            var limits = double.IsInfinity(greatest) ? $"of {least} or more" : $"from {least} to {greatest}";
            throw ExpressionErrors.Argument($"{usage} needs a number {limits}.");
        };
        return new FunctionDefinition(usage, checkedBody) { CanFail = true };
    }
}
