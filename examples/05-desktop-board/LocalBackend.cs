using System.Diagnostics;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Examples.DesktopBoard;

/// <summary>The backend as a child process, on a free port of this machine.</summary>
internal static class LocalBackend
{
    private const string Ready = "ready ";
    private const int FolderInUse = 2;

    /// <summary>The one client key of altogic.json.</summary>
    public const string Key = "desktop-board";

    /// <summary>Cold. Starts the program, or finds the one that another window has started on the folder; gives its address.</summary>
    /// <param name="folder">Where the data folder is, or will be.</param>
    /// <param name="owner">Ends the program when it is disposed; what has been acknowledged is on the disk.</param>
    public static IObservable<string> Start(string folder, CompositeDisposable owner) => Observable.Defer(() => Observable.Start(() =>
    {
        var data = Path.Combine(folder, "data");
        var process = Process.Start(Command(data))!;
        owner.Add(Disposable.Create(() => End(process)));
        var errors = process.StandardError.ReadToEndAsync();
        var line = process.StandardOutput.ReadLine();
        if (line?.StartsWith(Ready, StringComparison.Ordinal) == true) return UrlIn(line.Substring(Ready.Length));
        process.WaitForExit();
        var running = Path.Combine(data, "running.json");
        if (process.ExitCode == FolderInUse && File.Exists(running)) return UrlIn(File.ReadAllText(running));
        throw new InvalidOperationException("The backend did not start. " + errors.Result);
    }));

    private static string UrlIn(string json) => (string)JObject.Parse(json)["url"]!;

    private static void End(Process process)
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static ProcessStartInfo Command(string data)
    {
        var here = AppDomain.CurrentDomain.BaseDirectory;
        var app = Path.Combine(here, "altogic.json");
        return new ProcessStartInfo("dotnet", $"\"{FindProgram(here)}\" serve --url http://127.0.0.1:0 --data \"{data}\" --app \"{app}\" --log-level warning")
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>Where the solution builds it, with the same configuration as this program.</summary>
    private static string FindProgram(string here)
    {
        var configuration = new DirectoryInfo(here).Parent!;
        var root = configuration.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "Altogic.Reactive.Backend", "bin", configuration.Name, "net10.0", "Altogic.Reactive.Backend.dll");
    }
}
