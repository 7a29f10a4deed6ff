using System.Diagnostics;

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
        if (missing.Count > 0) Assert.Ignore("The desktop tests need mono-complete, xvfb, xdotool and imagemagick; missing here: " + string.Join(", ", missing));
    }

    public static Process Start(string program, IEnumerable<string> arguments, string? display = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (display is not null) start.Environment["DISPLAY"] = display;
        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end and gives what it has written.</summary>
    public static async Task<string> RunAsync(string program, string? display, params string[] arguments)
    {
        using var process = Start(program, arguments, display);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}: {await errors}");
        return output;
    }

    public static void End(Process process)
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
