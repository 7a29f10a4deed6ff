using System.Globalization;
using Spectre.Console;

namespace Altogic.Reactive.Examples;

/// <summary>What the example prints.</summary>
internal static class Say
{
    /// <summary>Colours and moving bars on a terminal, plain lines in a file or pipe: Spectre.Console itself only asks what TERM says.</summary>
    public static IAnsiConsole Out { get; } = Console.IsOutputRedirected
        ? AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No })
        : AnsiConsole.Console;

    public static void Step(string text) => Out.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"\n[bold blue]▸ {text}[/]");

    public static void Note(string name, string text) => Out.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [grey]{name,-8}[/] {text}");

    public static void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns) table.AddColumn(column);
        foreach (var row in rows) table.AddRow(row.Select(Markup.Escape).ToArray());
        Out.Write(table);
    }
}
