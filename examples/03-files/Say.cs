using System.Globalization;
using Altogic.Reactive.Storage;
using Spectre.Console;

namespace Altogic.Reactive.Examples.Files;

/// <summary>What the example shows.</summary>
internal static class Say
{
    public static void Step(string text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"\n[bold]{text}[/]");

    public static void Note(string label, string text) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [grey]{label}:[/] {text}");

    public static void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table().AddColumns(columns);
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    /// <summary>A progress bar is one subscriber among others.</summary>
    public static void Show(this ProgressTask bar, TransferProgress progress)
    {
        bar.MaxValue = progress.Total ?? 100;
        bar.Value = progress.Bytes;
    }
}
