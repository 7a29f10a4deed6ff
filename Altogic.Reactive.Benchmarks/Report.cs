using System.Runtime.InteropServices;

namespace Altogic.Reactive.Benchmarks;

/// <summary>Markdown tables on standard output, ready for docs/benchmarks.md.</summary>
internal static class Report
{
    public static void Machine() => Console.WriteLine(
        FormattableString.Invariant($"{DateTimeOffset.UtcNow:yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores\n"));

    public static void Heading(string text, params string[] columns)
    {
        Console.WriteLine($"\n### {text}\n");
        Console.WriteLine("| " + string.Join(" | ", columns) + " |");
        Console.WriteLine("|" + string.Concat(Enumerable.Repeat(" --- |", columns.Length)));
    }

    public static void Row(params object[] cells) => Console.WriteLine("| " + string.Join(" | ", cells.Select(Text)) + " |");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(object cell) => cell switch
    {
        double d when Math.Abs(d) >= 1000 => d.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture),
        double d => d.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
