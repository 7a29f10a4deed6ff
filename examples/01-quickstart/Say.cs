using System.Globalization;
using Spectre.Console;

namespace Altogic.Reactive.Examples.Quickstart;

/// <summary>What the example prints.</summary>
internal static class Say
{
    public static void Step(string text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"\n[bold blue]▸ {text}[/]");

    public static void Note(string name, string text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [grey]{name,-8}[/] {text}");

    public static void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns) table.AddColumn(column);
        foreach (var row in rows) table.AddRow(row.Select(Markup.Escape).ToArray());
        AnsiConsole.Write(table);
    }
}
