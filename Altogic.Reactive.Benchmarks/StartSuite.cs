using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Benchmarks;

/// <summary>From starting the process to its first answer, in an empty data folder: the program under <c>dotnet</c>, and the one file.</summary>
internal static class StartSuite
{
    private const int Runs = 7;
    private static readonly string[] Framework = ["dotnet", typeof(AppDefinition).Assembly.Location];
    private static readonly string OneFile = Path.GetFullPath($"artifacts/single-file/{RuntimeInformation.RuntimeIdentifier}/altogic-backend");

    public static async Task RunAsync()
    {
        Report.Heading("Backend start", "program", "first answer, ms, median of 7", "resident memory then, MB", "size, MB");
        if (!File.Exists(OneFile)) await Console.Error.WriteLineAsync($"{OneFile} is not there; make it with: dotnet cake --target=SingleFile");
        string[][] programs = File.Exists(OneFile) ? [Framework, [OneFile]] : [Framework];
        var starts = programs.Select(_ => new List<(double Milliseconds, double Megabytes)>()).ToArray();

        // the first of each warms the disk's cache, and the one file unpacks SQLite; then one after the other, so that both see the same machine
        for (var run = 0; run <= Runs; run++)
            for (var i = 0; i < programs.Length; i++) starts[i].Add(await StartAsync(programs[i]));
        for (var i = 0; i < programs.Length; i++)
        {
            Report.Row(
                i == 0 ? "dotnet Altogic.Reactive.Backend.dll" : "altogic-backend, one file",
                Report.Median(starts[i].Skip(1).Select(s => s.Milliseconds)),
                Report.Median(starts[i].Skip(1).Select(s => s.Megabytes)),
                i == 0 ? "" : new FileInfo(OneFile).Length / 1e6);
        }
    }

    private static async Task<(double Milliseconds, double Megabytes)> StartAsync(string[] program)
    {
        var folder = Directory.CreateTempSubdirectory("altogic-bench").FullName;
        try
        {
            using var http = new HttpClient();
            var clock = Stopwatch.StartNew();
            using var backend = await ChildProcess.StartAsync(
                program[0], [.. program[1..], "serve", "--url", "http://127.0.0.1:0", "--log-level", "none", "--data", Path.Combine(folder, "data")]);
            using var ready = JsonDocument.Parse(backend.Ready);
            (await http.GetAsync(new Uri(ready.RootElement.GetProperty("url").GetString() + "/health"))).EnsureSuccessStatusCode();
            var first = clock.Elapsed.TotalMilliseconds;
            using var process = Process.GetProcessById(backend.Id);
            var memory = process.WorkingSet64 / 1e6;
            process.Kill();
            return (first, memory);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
