using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>Many connections that only count, in a process of their own; the first one sends. Speaks plain Socket.IO over raw sockets.</summary>
internal static class Receivers
{
    /// <summary>Arguments: address, client key, connections, messages, messages under way at a time. Prints one line of JSON.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var (url, key) = (new Uri(arguments[0]), arguments[1]);
        var (count, messages, window) = (Int(arguments[2]), Int(arguments[3]), Int(arguments[4]));
        var sockets = new List<Socket>(count);
        for (var i = 0; i < count; i++) sockets.Add(await ConnectAsync(url, key));
        Console.WriteLine("ready " + count.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadLineAsync();
        await MeasureAsync(sockets, messages / 10, window);
        var (seconds, latencies) = await MeasureAsync(sockets, messages, window);
        var sorted = latencies.Order().ToArray();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            perSecond = (double)count * messages / seconds,
            medianMs = sorted[sorted.Length / 2],
            p99Ms = sorted[(int)(sorted.Length * 0.99)],
        }));
        foreach (var socket in sockets) socket.Dispose();
    }

    private static async Task<(double Seconds, ConcurrentBag<double> Latencies)> MeasureAsync(List<Socket> sockets, int messages, int window)
    {
        var latencies = new ConcurrentBag<double>();
        using var free = new SemaphoreSlim(window);
        var arrived = new int[messages];
        var clock = Stopwatch.StartNew();
        var reading = sockets.Select(socket => Task.Run(async () =>
        {
            var input = new FrameReader(socket, 2048);
            for (var i = 0; i < messages;)
            {
                var frame = await input.ReadAsync() ?? throw new InvalidOperationException("A connection was closed.");
                if (frame.Span.SequenceEqual("2"u8))
                {
                    await SendAsync(socket, "3");
                    continue;
                }

                var sent = Number(frame.Span);
                if (i % 16 == 0) latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                if (Interlocked.Increment(ref arrived[i]) == sockets.Count) free.Release();
                i++;
            }
        })).ToArray();
        for (var i = 0; i < messages; i++)
        {
            await free.WaitAsync();
            await SendAsync(sockets[0], FormattableString.Invariant($"42[\"message\",{{\"eventName\":\"tick\",\"message\":{{\"t\":{Stopwatch.GetTimestamp()},\"text\":\"{new string('x', 60)}\"}}}}]"));
        }

        await Task.WhenAll(reading);
        return (clock.Elapsed.TotalSeconds, latencies);
    }

    private static long Number(ReadOnlySpan<byte> frame)
    {
        var at = frame.IndexOf("\"t\":"u8);
        if (at < 0) throw new InvalidOperationException("Not a tick: " + Encoding.UTF8.GetString(frame));
        long value = 0;
        for (at += 4; frame[at] is >= (byte)'0' and <= (byte)'9'; at++) value = (value * 10) + (frame[at] - '0');
        return value;
    }

    private static async Task<Socket> ConnectAsync(Uri url, string key)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, url.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"));
        var input = new FrameReader(socket, 1024);
        await input.ReadHeadAsync();
        await input.ReadAsync();
        await SendAsync(socket, $"40{{\"clientKey\":\"{key}\"}}");
        var answer = await input.ReadTextAsync();
        if (answer?.StartsWith("40", StringComparison.Ordinal) != true) throw new InvalidOperationException("Not accepted: " + answer);
        return socket;
    }

    /// <summary>A masked frame, as clients must send them; the mask is zero, which leaves the text as it is.</summary>
    private static Task<int> SendAsync(Socket socket, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        byte[] frame = bytes.Length < 126
            ? [0x81, (byte)(0x80 | bytes.Length), 0, 0, 0, 0, .. bytes]
            : [0x81, 0x80 | 126, (byte)(bytes.Length >> 8), (byte)bytes.Length, 0, 0, 0, 0, .. bytes];
        return socket.SendAsync(frame);
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
