using System.Diagnostics;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Altogic.Reactive.Realtime;
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
    /// <param name="url">Where it is to listen. By default on a free port.</param>
    public static IObservable<string> Start(string folder, CompositeDisposable owner, string url = "http://127.0.0.1:0") => Observable.Defer(() => Observable.Start(() =>
    {
        var data = Path.Combine(folder, "data");
        var process = Process.Start(Command(data, url))!;
        owner.Add(Disposable.Create(() => End(process)));
        var errors = process.StandardError.ReadToEndAsync();
        var line = process.StandardOutput.ReadLine();
        if (line?.StartsWith(Ready, StringComparison.Ordinal) == true) return UrlIn(line.Substring(Ready.Length));
        process.WaitForExit();
        var running = Path.Combine(data, "running.json");
        if (process.ExitCode == FolderInUse && File.Exists(running)) return UrlIn(File.ReadAllText(running));
        throw new InvalidOperationException("The backend did not start. " + errors.Result);
    }));

    /// <summary>
    /// Cold, without an end. Starts the program again at its address when nothing answers there any more: when it belonged to another window, which has
    /// been closed, or has crashed. Gives the address. One that does not start is tried again with the next loss of the connection.
    /// </summary>
    public static IObservable<string> Restart(string folder, CompositeDisposable owner, string url, IObservable<ConnectionState> connection) => connection
        .OfType<ConnectionState.Connecting>().Select(state => state is { Cause: not null, Attempt: > 1 }).DistinctUntilChanged().Where(isLost => isLost)
        .Select(_ => Start(folder, owner, url).OnErrorResumeNext(Observable.Empty<string>())).Concat();

    private static string UrlIn(string json) => (string)JObject.Parse(json)["url"]!;

    private static void End(Process process)
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static ProcessStartInfo Command(string data, string url)
    {
        var here = AppDomain.CurrentDomain.BaseDirectory;
        var app = Path.Combine(here, "altogic.json");
        return new ProcessStartInfo("dotnet", $"\"{FindProgram(here)}\" serve --url {url} --data \"{data}\" --app \"{app}\" --log-level warning")
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
