using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>How long clients with default options take to be back after the backend was away, counted from the moment it listens again.</summary>
internal static class ReturnSuite
{
    private const string Key = "bench-key";
    private const int Clients = 10;
    private static readonly double[] Outages = [0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5, 2, 3, 4, 6, 8, 10, 14, 20];

    public static async Task RunAsync()
    {
        using var folder = new ScratchFolder();
        var port = FreePort();
        var clients = Enumerable.Range(0, Clients).Select(_ => new AltogicClient("http://127.0.0.1:" + port, Key)).ToList();
        ChildProcess? backend = null;
        try
        {
            backend = await StartAsync(folder.Path, port);
            await Task.WhenAll(clients.Select(async client => (await client.Realtime.Connect()).ValueOrThrow()));
            var all = new List<double>();
            Report.Heading($"Return after a restart: {Clients} clients, from the moment the backend listens again", "away, s", "ready after ms", "median ms", "last ms");
            foreach (var outage in Outages)
            {
                var away = Task.WhenAll(clients.Select(NextAsync<ConnectionState.Connecting>));
                backend.Kill();
                backend.Dispose();
                backend = null;
                var stopped = Stopwatch.GetTimestamp();
                await away;
                await Observable.Timer(TimeSpan.FromSeconds(outage));

                // Only watching: to call Connect() now would make each of them try at once instead of at its own time.
                var returning = Task.WhenAll(clients.Select(NextAsync<ConnectionState.Connected>));
                var listening = ListeningAsync(port);
                backend = await StartAsync(folder.Path, port);
                var ready = Stopwatch.GetTimestamp();
                var since = await listening;
                var times = (await returning).Select(at => Math.Max(0, Stopwatch.GetElapsedTime(since, at).TotalMilliseconds)).ToList();
                all.AddRange(times);
                Report.Row(Stopwatch.GetElapsedTime(stopped, since).TotalSeconds, Stopwatch.GetElapsedTime(since, ready).TotalMilliseconds, Report.Median(times), times.Max());
            }

            Report.Row("all", "", Report.Median(all), all.Max());
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
            backend?.Kill();
            backend?.Dispose();
        }
    }

    /// <summary>The moment at which the connection of a client is in this state.</summary>
    private static Task<long> NextAsync<TState>(AltogicClient client) =>
        client.Realtime.ConnectionChanges.OfType<TState>().Select(_ => Stopwatch.GetTimestamp()).FirstAsync().ToTask();

    /// <summary>Knocks every few milliseconds until somebody opens; gives the moment.</summary>
    private static async Task<long> ListeningAsync(int port)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return Stopwatch.GetTimestamp();
            }
            catch (SocketException)
            {
                // not yet
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private static async Task<ChildProcess> StartAsync(string folder, int port) => await ChildProcess.StartAsync(
        "dotnet", typeof(AppDefinition).Assembly.Location, "serve", "--url", "http://127.0.0.1:" + port, "--data", folder, "--client-key", Key);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
