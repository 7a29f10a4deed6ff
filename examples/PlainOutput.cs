using System.Runtime.CompilerServices;
using Spectre.Console;

namespace Altogic.Reactive.Examples;

/// <summary>Part of every example: plain text in files and pipes. Spectre.Console itself only looks at TERM to know what a terminal can do.</summary>
internal static class PlainOutput
{
    [ModuleInitializer]
    internal static void Begin()
    {
        if (!Console.IsOutputRedirected) return;
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
    }
}
