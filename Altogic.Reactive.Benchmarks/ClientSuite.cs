using System.Diagnostics;
using System.Reactive.Linq;
using System.Text;
using Newtonsoft.Json;

namespace Altogic.Reactive.Benchmarks;

/// <summary>One operation through the client against raw HttpClient with Newtonsoft.Json, and against the official JavaScript SDK.</summary>
internal static class ClientSuite
{
    private const int Rounds = 9;

    /// <param name="only">A part of the name of the operation to measure; null for all.</param>
    public static async Task RunAsync(string? only = null)
    {
        var operations = new (string Title, string Path, int Count)[]
        {
            ("list of 50 objects", "get-list", 1600), ("small object", "object/get", 6400), ("download of 10 MB", "download", 32),
        };
        using var server = await ChildProcess.StartSelfAsync("fixed-server");
        foreach (var inFlight in new[] { 1, 16 })
        {
            foreach (var (title, path, count) in operations)
                if (only is null || title.Contains(only, StringComparison.Ordinal)) await MeasureAsync(title, path, server.Ready, count, inFlight);
        }
    }

    private static async Task MeasureAsync(string title, string path, string url, int operations, int inFlight)
    {
        using var http = new HttpClient();
        using var client = new AltogicClient(url, "bench-key");
        var ours = path switch
        {
            "get-list" => List(client),
            "download" => Download(client),
            _ => Single(client),
        };
        var contenders = new (string Name, Func<Task<int>> Run)[]
        {
            ("HttpClient + Newtonsoft.Json", path == "download" ? () => RawDownloadAsync(http, url) : () => RawAsync(http, $"{url}/_api/rest/v1/db/{path}", path)),
            ("Altogic.Reactive", ours),
        };
        var samples = contenders.Select(_ => new List<(double Cpu, double Bytes)>()).ToArray();
        for (var round = -2; round < Rounds; round++)
            for (var i = 0; i < contenders.Length; i++)
            {
                // Every other round runs the contenders the other way round: neither always runs on a warm cache.
                var index = round % 2 == 0 ? i : contenders.Length - 1 - i;
                var sample = await SampleAsync(contenders[index].Run, operations, inFlight);
                if (round >= 0) samples[index].Add(sample);
            }

        var way = inFlight == 1 ? "one after the other" : FormattableString.Invariant($"{inFlight} at a time");
        Report.Heading($"One operation: {title}, {way} (medians of {Rounds} interleaved rounds of {operations})",
            "contender", "CPU ms/op", "ratio", "allocated bytes/op", "ratio", "operations per CPU-second against the JavaScript SDK");
        var js = await JavaScriptSdk.MeasureAsync(url, path, operations, inFlight);
        var (cpu, bytes) = (Report.Median(samples[0].Select(s => s.Cpu)), Report.Median(samples[0].Select(s => s.Bytes)));
        for (var i = 0; i < contenders.Length; i++)
        {
            var (c, b) = (Report.Median(samples[i].Select(s => s.Cpu)), Report.Median(samples[i].Select(s => s.Bytes)));
            Report.Row(contenders[i].Name, c, c / cpu, b, b / bytes, js is { } other ? other / c : "");
        }

        if (js is { } spent) Report.Row("official JavaScript SDK (Node)", spent, spent / cpu, "", "", 1.0);
    }

    private static async Task<(double Cpu, double Bytes)> SampleAsync(Func<Task<int>> run, int operations, int inFlight)
    {
        using var self = Process.GetCurrentProcess();
        var bytes = GC.GetTotalAllocatedBytes(true);
        var cpu = self.TotalProcessorTime;
        var seen = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            var mine = 0;
            for (var i = 0; i < operations / inFlight; i++) mine += await run();
            return mine;
        }));
        self.Refresh();
        var spent = self.TotalProcessorTime - cpu;
        if (seen.Any(mine => mine == 0)) throw new InvalidOperationException("Nothing was read.");
        return (spent.TotalMilliseconds / operations, (double)(GC.GetTotalAllocatedBytes(true) - bytes) / operations);
    }

    private static Func<Task<int>> List(AltogicClient client)
    {
        var query = client.Db.Model<Todo>("todos").Filter("done == false").Get();
        return async () => (await query).ValueOrThrow().Count;
    }

    private static Func<Task<int>> Single(AltogicClient client)
    {
        var get = client.Db.Model<Todo>("todos").Object("64f1c0d2a9b3e45f00000001").Get();
        return async () => (await get).ValueOrThrow()!.Title!.Length;
    }

    private static Func<Task<int>> Download(AltogicClient client)
    {
        var download = client.Storage.Bucket("root").File("file.bin").Download();
        return async () => (await download).ValueOrThrow().Length;
    }

    private static async Task<int> RawDownloadAsync(HttpClient http, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/_api/rest/v1/storage/bucket/file/download");
        request.Content = new StringContent("""{"bucket":"root","file":"file.bin"}""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }

    private static async Task<int> RawAsync(HttpClient http, string url, string path)
    {
        object body = path == "get-list"
            ? new
            {
                query = new { expression = "done == false", lookups = (object?)null, page = (int?)null, limit = (int?)null, sort = (object?)null, omit = (object?)null, group = (object?)null },
                returnCountInfo = false,
                model = "todos",
            }
            : new { options = new { cache = "nocache" }, id = "64f1c0d2a9b3e45f00000001", model = "todos" };
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(JsonConvert.SerializeObject(body), Encoding.UTF8, "application/json");
        request.Headers.Add("X-Client", "raw");
        request.Headers.Add("X-Client-Key", "bench-key");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var reader = new JsonTextReader(new StreamReader(await response.Content.ReadAsStreamAsync()));
        var serializer = JsonSerializer.CreateDefault();
        return path == "get-list"
            ? serializer.Deserialize<List<Todo>>(reader)!.Count
            : serializer.Deserialize<Todo>(reader)!.Title!.Length;
    }
}
