using System.Diagnostics;
using Altogic.Reactive.Tests.Testing;

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
        try
        {
            var number = await process.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Limit)
                ?? throw new AssertionException("Xvfb did not start: " + await process.StandardError.ReadToEndAsync());
            return new VirtualDisplay(process, ":" + number);
        }
        catch
        {
            DesktopTools.End(process);
            throw;
        }
    }

    public void Dispose() => DesktopTools.End(_process);
}
