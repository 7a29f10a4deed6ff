using Altogic.Reactive.Backend.Modules.Database.Query.Plans;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Equality and order as functions (expressions §8.1).</summary>
internal static class ComparisonFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        Twin("EQ(a, b)", BinaryOperator.Equal),
        Twin("NEQ(a, b)", BinaryOperator.NotEqual),
        Twin("GT(a, b)", BinaryOperator.Greater),
        Twin("GTE(a, b)", BinaryOperator.GreaterOrEqual),
        Twin("LT(a, b)", BinaryOperator.Less),
        Twin("LTE(a, b)", BinaryOperator.LessOrEqual),
        new("COMPARE(a, b)", Compare) { CanFail = true },
        new("BETWEEN(value, low, high)", IsBetween),
    ];

    private static FunctionDefinition Twin(string usage, BinaryOperator binary) =>
        new(usage, arguments => Binder.MakeOperator(binary, arguments[0], arguments[1]));

    private static Value Compare(in Value a, in Value b)
    {
        if (a.IsNothing || b.IsNothing) return Value.Null;
        return Ordering.Compare(a, b) is { } order
            ? Value.Of((long)Math.Sign(order))
            : throw ExpressionErrors.Argument("COMPARE(a, b) needs two values of the same type that have an order.");
    }

    private static Value IsBetween(in Value value, in Value low, in Value high) =>
        Value.Of(Ordering.Compare(value, low) >= 0 && Ordering.Compare(value, high) <= 0);
}
