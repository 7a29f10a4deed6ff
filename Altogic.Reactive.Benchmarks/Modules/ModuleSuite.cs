using System.Globalization;
using System.Reactive.Linq;

namespace Altogic.Reactive.Benchmarks.Modules;

/// <summary>Cache, queue and endpoints under load, and a file of 1 GiB both ways with the memory of both sides.</summary>
internal static class ModuleSuite
{
    private const int Connections = 32;
    private const long FileBytes = 1L << 30;

    public static async Task RunAsync()
    {
        using var server = await ChildProcess.StartSelfAsync("module-server");
        var urls = server.Ready.Split(' ');
        await MeasureRequestsAsync(new Uri(urls[0]), new Uri(urls[1]));
        await MeasureFileAsync(urls[0], urls[1], server.Id);
    }

    private static async Task MeasureRequestsAsync(Uri backend, Uri bare)
    {
        Report.Heading($"Requests, {Connections} connections", "what", "requests/s", "median ms", "p99 ms", "ratio to the minimal API");
        var hello = LoadGenerator.Get("/hello/ada", ModuleServer.Key);
        var constant = await BestAsync(bare, 40_000, _ => hello);
        Report.Row("minimal API with a path parameter", constant.PerSecond, constant.MedianMs, constant.P99Ms, 1.0);
        await RowAsync("endpoint with a C# service", backend, 40_000, _ => hello, constant.PerSecond);
        await RowAsync("cache set of a small object", backend, 40_000, SetValue, constant.PerSecond);
        await RowAsync("cache get of a small object", backend, 40_000, GetValue, constant.PerSecond);
        await RowAsync("cache increment of one key", backend, 40_000, _ => Increment, constant.PerSecond);
        await RowAsync("queue message, durable, worked off meanwhile", backend, 10_000, Submit, constant.PerSecond);
    }

    private static byte[] Increment { get; } = LoadGenerator.Post("/_api/rest/v1/cache/increment", ModuleServer.Key, "{\"key\":\"n\",\"increment\":1}");

    private static byte[] SetValue(int n) => LoadGenerator.Post("/_api/rest/v1/cache", ModuleServer.Key,
        string.Create(CultureInfo.InvariantCulture, $"{{\"key\":\"k{n % 1000}\",\"value\":{{\"n\":{n},\"name\":\"ada\"}}}}"));

    private static byte[] GetValue(int n) =>
        LoadGenerator.Get(string.Create(CultureInfo.InvariantCulture, $"/_api/rest/v1/cache?key=k{n % 1000}"), ModuleServer.Key);

    private static byte[] Submit(int n) => LoadGenerator.Post("/_api/rest/v1/queue", ModuleServer.Key,
        string.Create(CultureInfo.InvariantCulture, $"{{\"queueNameOrId\":\"work\",\"message\":{{\"n\":{n}}}}}"));

    private static async Task RowAsync(string title, Uri url, int total, Func<int, byte[]> request, double constant)
    {
        var outcome = await BestAsync(url, total, request);
        Report.Row(title, outcome.PerSecond, outcome.MedianMs, outcome.P99Ms, outcome.PerSecond / constant);
    }

    private static async Task<LoadGenerator.Outcome> BestAsync(Uri url, int total, Func<int, byte[]> request)
    {
        await LoadGenerator.RunAsync(url, Connections, total / 4, request);
        var outcomes = new List<LoadGenerator.Outcome>();
        for (var i = 0; i < 3; i++) outcomes.Add(await LoadGenerator.RunAsync(url, Connections, total, request));
        return outcomes.MaxBy(o => o.PerSecond)!;
    }

    private static async Task MeasureFileAsync(string backend, string bare, int serverId)
    {
        Report.Heading("A file of 1 GiB", "what", "MB/s", "ratio to raw Kestrel and HttpClient", "peak above idle, this process, MB", "peak above idle, server, MB");
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new AltogicClient(backend, ModuleServer.Key);
        var rawUp = await WatchAsync(serverId, async () =>
        {
            using var content = new StreamContent(new GeneratedStream(FileBytes));
            (await http.PostAsync(new Uri(bare + "/upload"), content)).EnsureSuccessStatusCode();
        });
        Row("upload, raw", rawUp, rawUp);
        Row("upload, durable, with checksum", await WatchAsync(serverId, async () =>
            (await client.Storage.Root.Upload("big.bin", new GeneratedStream(FileBytes))).ValueOrThrow()), rawUp);
        var rawDown = await WatchAsync(serverId, async () =>
        {
            await using var body = await http.GetStreamAsync(new Uri(FormattableString.Invariant($"{bare}/download/{FileBytes}")));
            await body.CopyToAsync(Stream.Null);
        });
        Row("download, raw", rawDown, rawDown);
        Row("download, with checksum", await WatchAsync(serverId, async () =>
            (await client.Storage.Root.File("big.bin").Download(Stream.Null)).ValueOrThrow()), rawDown);
    }

    private static void Row(string title, Outcome outcome, Outcome raw) =>
        Report.Row(title, outcome.PerSecond, outcome.PerSecond / raw.PerSecond, outcome.HereMb, outcome.ThereMb);

    /// <summary>Runs once; asks both processes ten times a second how much memory they hold.</summary>
    private static async Task<Outcome> WatchAsync(int serverId, Func<Task> run)
    {
        GC.Collect();
        var (here, there) = (Resident(Environment.ProcessId), Resident(serverId));
        var (hereMost, thereMost) = (here, there);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var running = run();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!running.IsCompleted)
        {
            await timer.WaitForNextTickAsync();
            hereMost = Math.Max(hereMost, Resident(Environment.ProcessId));
            thereMost = Math.Max(thereMost, Resident(serverId));
        }

        await running;
        return new Outcome(FileBytes / 1e6 / clock.Elapsed.TotalSeconds, (hereMost - here) / 1048576.0, (thereMost - there) / 1048576.0);
    }

    private static long Resident(int id)
    {
        using var process = System.Diagnostics.Process.GetProcessById(id);
        return process.WorkingSet64;
    }

    private sealed record Outcome(double PerSecond, double HereMb, double ThereMb);
}
