using System.Diagnostics;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Desktop;

/// <summary>The programs that put a desktop application on a screen without a screen, and work it as a person would.</summary>
internal static class DesktopTools
{
    private static readonly string[] Needed = ["mono", "Xvfb", "xdotool", "import"];

    /// <summary>Ignores the test where one of them is missing.</summary>
    public static void Require()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = Needed.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        if (missing.Count > 0) Assert.Ignore("The desktop tests need mono-devel, xvfb, xdotool and imagemagick; missing here: " + string.Join(", ", missing));
    }

    public static Process Start(string program, IEnumerable<string> arguments, string? display = null) => Process.Start(StartOf(program, arguments, display))!;

    /// <summary>Runs a program to its end and gives what it has written.</summary>
    public static async Task<string> RunAsync(string program, string? display, params string[] arguments)
    {
        var (code, output, errors) = await Programs.RunAsync(StartOf(program, arguments, display), Eventually.Limit);
        Assert.That(code, Is.Zero, $"{program} {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    public static void End(Process process)
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static ProcessStartInfo StartOf(string program, IEnumerable<string> arguments, string? display)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (display is not null) start.Environment["DISPLAY"] = display;
        return start;
    }
}
