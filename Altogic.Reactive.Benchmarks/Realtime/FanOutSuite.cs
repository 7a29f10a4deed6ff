using System.Diagnostics;
using System.Text.Json;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>One sender, many receivers: the backend against a socket.io server on Node, each with the same receivers in another process.</summary>
internal static class FanOutSuite
{
    private const string Key = "bench-key";
    private const int Window = 4;

    public static async Task RunAsync()
    {
        Report.Heading($"Fan-out: every message to every connection, {Window} messages under way at a time",
            "server", "connections", "deliveries/s", "median ms", "p99 ms", "memory per idle connection, KB");
        foreach (var (connections, messages) in new[] { (1000, 600), (5000, 150) })
        {
            using var folder = new ScratchFolder();
            await MeasureAsync("Altogic.Reactive.Backend", () => StartOursAsync(folder.Path), connections, messages);
            await MeasureAsync("socket.io 4.8.4 on Node", () => NodeScript.StartAsync("node-fanout.cjs", "socket.io@4.8.4"), connections, messages);
        }
    }

    private static async Task<ChildProcess?> StartOursAsync(string folder) => await ChildProcess.StartAsync(
        "dotnet", typeof(AppDefinition).Assembly.Location,
        "serve", "--url", "http://127.0.0.1:0", "--data", folder, "--client-key", Key);

    private static async Task MeasureAsync(string name, Func<Task<ChildProcess?>> start, int connections, int messages)
    {
        using var server = await start();
        if (server is null) return;
        var url = server.Ready.StartsWith('{') ? JsonDocument.Parse(server.Ready).RootElement.GetProperty("url").GetString()! : server.Ready;

        // a first few connections pay for what is made once: compiled code, pools, threads
        await ConnectOnlyAsync(url, 200);
        var before = Memory(server.Id);
        using var receivers = await StartReceiversAsync(url, connections, messages);
        var perConnection = (Memory(server.Id) - before) / connections / 1024.0;
        var outcome = JsonDocument.Parse(await receivers.AskAsync("go")).RootElement;
        Report.Row(name, connections, outcome.GetProperty("perSecond").GetDouble(), outcome.GetProperty("medianMs").GetDouble(),
            outcome.GetProperty("p99Ms").GetDouble(), perConnection);
    }

    private static async Task ConnectOnlyAsync(string url, int connections)
    {
        using var receivers = await StartReceiversAsync(url, connections, 10);
        await receivers.AskAsync("go");
    }

    private static Task<ChildProcess> StartReceiversAsync(string url, int connections, int messages) => ChildProcess.StartSelfAsync(
        "receivers", url, Key, FormattableString.Invariant($"{connections}"), FormattableString.Invariant($"{messages}"), FormattableString.Invariant($"{Window}"));

    private static double Memory(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.WorkingSet64;
    }
}
