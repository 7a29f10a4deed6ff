using System.Diagnostics;

namespace Altogic.Reactive.Tests.Desktop;

/// <summary>An X server of its own without a screen, on a free number.</summary>
internal sealed class VirtualDisplay : IDisposable
{
    private readonly Process _process;

    private VirtualDisplay(Process process, string name) => (_process, Name) = (process, name);

    /// <summary>What DISPLAY has to be.</summary>
    public string Name { get; }

    public static async Task<VirtualDisplay> StartAsync()
    {
        var process = DesktopTools.Start("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        var number = await process.StandardOutput.ReadLineAsync();
        if (number is null) Assert.Fail("Xvfb did not start: " + await process.StandardError.ReadToEndAsync());
        return new VirtualDisplay(process, ":" + number);
    }

    public void Dispose() => DesktopTools.End(_process);
}
