using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Benchmarks;

/// <summary>The backend as a process of its own, with the load beside it, against SQLite and a minimal API in the same run.</summary>
internal static class BackendSuite
{
    private const string Key = "bench-key";
    private const int Rounds = 3;
    private const string App = """
        { "models": { "todos": { "fields": {
            "title": { "type": "text" }, "group": { "type": "integer", "indexed": true }, "plain": { "type": "integer" },
            "done": { "type": "boolean" } } } } }
        """;

    public static async Task RunAsync()
    {
        using var folder = new ScratchFolder();
        var app = Path.Combine(folder.Path, "altogic.json");
        await File.WriteAllTextAsync(app, App);
        var clock = Stopwatch.StartNew();
        using var backend = await ChildProcess.StartAsync("dotnet", typeof(AppDefinition).Assembly.Location,
            "serve", "--url", "http://127.0.0.1:0", "--data", Path.Combine(folder.Path, "data"), "--app", app, "--client-key", Key);
        using var ready = JsonDocument.Parse(backend.Ready);
        var url = new Uri(ready.RootElement.GetProperty("url").GetString()!);
        await MeasureStartAsync(url, clock, backend);
        await MeasureWritesAsync(url, folder.Path);
        var ids = await FillAsync(url, 100_000);
        await MeasureReadsAsync(url, ids, Path.Combine(folder.Path, "data"));
        await MeasureWhileHashingAsync(url, ids);
    }

    private static async Task MeasureStartAsync(Uri url, Stopwatch clock, ChildProcess backend)
    {
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(url, "/health"))).EnsureSuccessStatusCode();
        var first = clock.Elapsed.TotalMilliseconds;
        using var process = Process.GetProcessById(backend.Id);
        Report.Heading("Backend start", "what", "value");
        Report.Row("process start to first answer, ms", first);
        Report.Row("resident memory when idle, MB", process.WorkingSet64 / 1048576.0);
    }

    private static async Task MeasureWritesAsync(Uri url, string folder)
    {
        Report.Heading("Durable create (each acknowledged after its commit is on disk)", "what", "writes/s", "median ms", "p99 ms", "ratio to SQLite alone");
        var alone = DirectSqlite.Inserts(Path.Combine(folder, "direct.db"), 2000, Rounds);
        Report.Row("SQLite alone, one insert per commit", alone, "", "", 1.0);
        foreach (var (writers, total) in new[] { (1, 2000), (64, 40_000) })
        {
            var outcome = await BestOfAsync(url, writers, total, Create);
            Report.Row($"backend over HTTP, {writers} writer{(writers == 1 ? "" : "s")}", outcome.PerSecond, outcome.MedianMs, outcome.P99Ms, outcome.PerSecond / alone);
        }
    }

    private static byte[] Create(int n) => LoadGenerator.Post("/_api/rest/v1/db/object/create", Key,
        string.Create(CultureInfo.InvariantCulture, $"{{\"values\":{{\"title\":\"Task {n}\",\"group\":-1,\"plain\":-1,\"done\":false}},\"options\":{{\"cache\":\"nocache\",\"returnTop\":false}},\"model\":\"todos\"}}"));

    private static async Task<string[]> FillAsync(Uri url, int count)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Add("X-Client-Key", Key);
        var ids = new List<string>(count);
        for (var start = 0; start < count; start += 1000)
        {
            var values = string.Join(',', Enumerable.Range(start, 1000).Select(n => string.Create(CultureInfo.InvariantCulture,
                $"{{\"title\":\"Task {n}\",\"group\":{n % 5000},\"plain\":{n % 5000},\"done\":{(n % 2 == 0 ? "true" : "false")}}}")));
            using var content = new StringContent($"{{\"values\":[{values}],\"query\":{{}},\"model\":\"todos\"}}", Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri("/_api/rest/v1/db/create", UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
            ids.AddRange(json.RootElement.EnumerateArray().Select(d => d.GetProperty("_id").GetString()!));
        }

        return [.. ids];
    }

    private static async Task MeasureReadsAsync(Uri url, string[] ids, string data)
    {
        using var fixedServer = await ChildProcess.StartSelfAsync("fixed-server");
        var constant = await BestOfAsync(new Uri(fixedServer.Ready), 32, 60_000, Get(ids));
        Report.Heading("Reads, 32 connections, 100,000 documents besides those of the write test", "what", "requests/s", "median ms", "p99 ms", "ratio");
        Report.Row("minimal API returning a constant", constant.PerSecond, constant.MedianMs, constant.P99Ms, 1.0);
        var get = await BestOfAsync(url, 32, 60_000, Get(ids));
        Report.Row("get by id", get.PerSecond, get.MedianMs, get.P99Ms, $"{get.PerSecond / constant.PerSecond:0.00} of the minimal API");
        await MeasureListAsync("list of 20 by an indexed field", "group", url, 20_000, data);
        await MeasureListAsync("list of 20 by a field without index", "plain", url, 200, data);
    }

    private static async Task MeasureListAsync(string title, string field, Uri url, int total, string data)
    {
        var backend = await BestOfAsync(url, 32, total, n => List(field, n % 5000));
        var alone = DirectSqlite.Lists(data, AppDefinition.Parse(App), field, Math.Min(total, 5000), Rounds);
        Report.Row(title, backend.PerSecond, backend.MedianMs, backend.P99Ms, $"{backend.PerSecond / alone:0.00} of the same SQL on one connection ({alone:0}/s)");
    }

    private static async Task MeasureWhileHashingAsync(Uri url, string[] ids)
    {
        var before = await LoadGenerator.RunAsync(url, 8, 20_000, Get(ids));
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Add("X-Client-Key", Key);
        var signIns = Enumerable.Range(0, 250).Select(async n =>
        {
            using var content = new StringContent($"{{\"email\":\"u{n}@example.com\",\"password\":\"secret-1\"}}", Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri("/_api/rest/v1/auth/signin-email", UriKind.Relative), content);
            return (int)response.StatusCode;
        }).ToArray();
        var during = await LoadGenerator.RunAsync(url, 8, 20_000, Get(ids));
        var left = signIns.Count(t => !t.IsCompleted);
        var statuses = string.Join(", ", (await Task.WhenAll(signIns)).GroupBy(s => s).Select(g => $"{g.Count()} × {g.Key}"));
        Report.Heading("Get by id while 250 sign-ins queue for hashing (8 connections)", "when", "requests/s", "p99 ms", "ratio of p99");
        Report.Row("nobody signs in", before.PerSecond, before.P99Ms, 1.0);
        Report.Row($"250 sign-ins under way ({left} still waiting at the end; {statuses})", during.PerSecond, during.P99Ms, during.P99Ms / before.P99Ms);
    }

    /// <summary>The best of three, after a warm-up: other work on the machine only ever slows a run down.</summary>
    private static async Task<LoadGenerator.Outcome> BestOfAsync(Uri url, int connections, int total, Func<int, byte[]> request)
    {
        await LoadGenerator.RunAsync(url, connections, Math.Max(64, total / 4), request);
        var outcomes = new List<LoadGenerator.Outcome>();
        for (var i = 0; i < Rounds; i++) outcomes.Add(await LoadGenerator.RunAsync(url, connections, total, request));
        return outcomes.MaxBy(o => o.PerSecond)!;
    }

    private static Func<int, byte[]> Get(string[] ids)
    {
        var requests = Enumerable.Range(0, 1000).Select(n => LoadGenerator.Post("/_api/rest/v1/db/object/get", Key,
            $"{{\"options\":{{\"cache\":\"nocache\"}},\"id\":\"{ids[n * 97 % ids.Length]}\",\"model\":\"todos\"}}")).ToArray();
        return n => requests[n % requests.Length];
    }

    private static byte[] List(string field, int value) => LoadGenerator.Post("/_api/rest/v1/db/get-list", Key,
        $"{{\"query\":{{\"expression\":\"{field} == {value.ToString(CultureInfo.InvariantCulture)}\",\"lookups\":null,\"page\":null,\"limit\":20,\"sort\":null,\"omit\":null,\"group\":null}},\"returnCountInfo\":false,\"model\":\"todos\"}}");
}
