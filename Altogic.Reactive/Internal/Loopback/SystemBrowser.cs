using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Altogic.Reactive.Internal.Loopback;

/// <summary>Opens the browser the user has chosen.</summary>
internal static class SystemBrowser
{
    public static void Open(Uri url)
    {
        using var process = Process.Start(Command(url));
    }

    private static ProcessStartInfo Command(Uri url)
    {
        // AbsoluteUri has neither spaces nor quotes, so it is one argument everywhere
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return new ProcessStartInfo(url.AbsoluteUri) { UseShellExecute = true };
        var program = RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "open" : "xdg-open";
        return new ProcessStartInfo(program, url.AbsoluteUri) { UseShellExecute = false };
    }
}
