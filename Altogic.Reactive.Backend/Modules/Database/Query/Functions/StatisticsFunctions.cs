using Altogic.Reactive.Backend.Modules.Database.Query.Plans;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Figures over the arguments, or over one list (expressions §8.4). Except in <c>PRODUCT</c>, what is no number is passed over.</summary>
internal static class StatisticsFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("PRODUCT(n1, …)", Product),
        Of("SUM(n1, …)", Sum),
        Of("AVG(n1, …)", numbers => Arithmetic.Divide(Sum(numbers), Value.Of((long)numbers.Count)), "AVERAGE"),
        Of("MIN(n1, …)", numbers => numbers.Aggregate((a, b) => Ordering.CompareNumbers(a, b) <= 0 ? a : b)),
        Of("MAX(n1, …)", numbers => numbers.Aggregate((a, b) => Ordering.CompareNumbers(a, b) >= 0 ? a : b)),
        Of("MEDIAN(n1, …)", Median),
        Of("STDDEV(n1, …)", Deviation, "STDEV"),
    ];

    private static FunctionDefinition Of(string usage, Func<List<Value>, Value> body, params string[] aliases)
    {
        Value forNone = usage.StartsWith("SUM", StringComparison.Ordinal) ? Value.Of(0L) : Value.Null;
        ManyArguments overNumbers = arguments => Numbers(arguments) is { Count: > 0 } numbers ? body(numbers) : forNone;
        return new FunctionDefinition(usage, overNumbers) { Aliases = aliases };
    }

    private static List<Value> Numbers(ReadOnlySpan<Value> arguments)
    {
        var values = arguments is [{ Kind: ValueKind.List }] ? arguments[0].ToArray() : arguments;
        var numbers = new List<Value>();
        foreach (ref readonly var value in values)
            if (value.IsNumeric) numbers.Add(value);
        return numbers;
    }

    private static Value Product(ReadOnlySpan<Value> arguments)
    {
        var factors = arguments is [{ Kind: ValueKind.List }] ? arguments[0].ToArray() : arguments;
        if (factors.Length == 0) return Value.Null;
        var product = Value.Of(1L);
        foreach (ref readonly var factor in factors)
        {
            if (!factor.IsNumeric) return Value.Null;
            product = Arithmetic.Multiply(product, factor);
        }

        return product;
    }

    private static Value Sum(List<Value> numbers) => numbers.Aggregate((a, b) => Arithmetic.Add(a, b));

    private static Value Median(List<Value> numbers)
    {
        numbers.Sort((a, b) => Ordering.CompareNumbers(a, b));
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1
            ? numbers[middle]
            : Arithmetic.Divide(Arithmetic.Add(numbers[middle - 1], numbers[middle]), Value.Of(2L));
    }

    /// <summary>The deviation of a sample, as spreadsheets calculate it; null for a single number.</summary>
    private static Value Deviation(List<Value> numbers)
    {
        if (numbers.Count < 2) return Value.Null;
        var mean = numbers.Average(number => number.Number);
        return Value.Of(Math.Sqrt(numbers.Sum(number => Math.Pow(number.Number - mean, 2)) / (numbers.Count - 1)));
    }
}
