using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Altogic.Reactive.Benchmarks;

/// <summary>Sends prepared requests over plain sockets, so that the load costs little of the two cores it shares with the server.</summary>
internal static class LoadGenerator
{
    public sealed record Outcome(double PerSecond, double MedianMs, double P99Ms);

    /// <param name="url">The server.</param>
    /// <param name="connections">Sockets, each with one request under way at a time.</param>
    /// <param name="total">Requests over all connections.</param>
    /// <param name="request">The n-th request, whole.</param>
    public static async Task<Outcome> RunAsync(Uri url, int connections, int total, Func<int, byte[]> request)
    {
        var next = -1;
        var latencies = new List<double>[connections];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(async () =>
        {
            var mine = latencies[c] = new List<double>(total / connections + 1);
            using var connection = await Connection.OpenAsync(url);
            for (int n; (n = Interlocked.Increment(ref next)) < total;)
            {
                var start = Stopwatch.GetTimestamp();
                await connection.SendAsync(request(n));
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var all = latencies.SelectMany(l => l).Order().ToArray();
        return new Outcome(total / seconds, all[all.Length / 2], all[(int)(all.Length * 0.99)]);
    }

    public static byte[] Post(string path, string clientKey, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: bench\r\nX-Client-Key: {clientKey}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public static byte[] Get(string path, string clientKey) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: bench\r\nX-Client-Key: {clientKey}\r\n\r\n");

    private sealed class Connection(Socket socket) : IDisposable
    {
        private readonly byte[] _buffer = new byte[1 << 20];

        public static async Task<Connection> OpenAsync(Uri url)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, url.Port);
            return new Connection(socket);
        }

        public async Task SendAsync(byte[] request)
        {
            await socket.SendAsync(request);
            var length = 0;
            int end;
            while ((end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0) length += await ReceiveAsync(length);
            if (!_buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
                throw new InvalidOperationException("The server answered " + Encoding.UTF8.GetString(_buffer, 0, length));
            var whole = end + 4 + ContentLength(_buffer.AsSpan(0, end));
            while (length < whole) length += await ReceiveAsync(length);
        }

        public void Dispose() => socket.Dispose();

        private async ValueTask<int> ReceiveAsync(int offset)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(offset));
            return read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
        }

        private static int ContentLength(ReadOnlySpan<byte> head)
        {
            var at = head.IndexOf("Content-Length: "u8);
            if (at < 0) throw new InvalidOperationException("No Content-Length: " + Encoding.ASCII.GetString(head));
            var value = head[(at + 16)..];
            var stop = value.IndexOf((byte)'\r');
            return int.Parse(stop < 0 ? value : value[..stop], CultureInfo.InvariantCulture);
        }
    }
}
