using System.Globalization;
using System.Net.WebSockets;
using System.Reactive.Linq;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json;

namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>Receiving events: a hand-written socket loop, our client, SocketIOClient 3.0.6 and socket.io-client on Node, from one server.</summary>
internal static class ReceiveSuite
{
    private const int Rounds = 5;
    private static readonly byte[] Done = "42[\"done\""u8.ToArray();

    public static async Task RunAsync()
    {
        using var server = await ChildProcess.StartSelfAsync("event-server");
        foreach (var (size, count) in new[] { (100, 500_000), (1024, 150_000) }) await MeasureAsync(server.Ready, size, count);
    }

    private static async Task MeasureAsync(string url, int size, int count)
    {
        var contenders = new (string Name, Func<Task<Sample>> Run, int Count)[]
        {
            ("ClientWebSocket loop, nothing parsed", () => LoopAsync(url, size, count, isTyped: false), count),
            ("Altogic.Reactive, nobody observes the event", () => OursAsync(url, size, count, Interest.None), count),
            ("Altogic.Reactive, observed and not parsed", () => OursAsync(url, size, count, Interest.Untouched), count),
            ("ClientWebSocket loop, each message parsed to a type", () => LoopAsync(url, size, count, isTyped: true), count),
            ("Altogic.Reactive, On<T>", () => OursAsync(url, size, count, Interest.Typed), count),
            ("SocketIOClient 3.0.6, not parsed", () => SocketIOClientRun.RunAsync(url, size, count / 10, isTyped: false), count / 10),
            ("SocketIOClient 3.0.6, GetValue<T>", () => SocketIOClientRun.RunAsync(url, size, count / 50, isTyped: true), count / 50),
        };
        var samples = contenders.Select(_ => new List<Sample>()).ToArray();
        for (var round = -1; round < Rounds; round++)
            for (var i = 0; i < contenders.Length; i++)
            {
                // every other round the other way round: nobody always runs behind the same one
                var index = round % 2 == 0 ? i : contenders.Length - 1 - i;
                var sample = await contenders[index].Run();
                if (round >= 0) samples[index].Add(sample);
            }

        Report.Heading(FormattableString.Invariant($"Receiving events of {size} bytes (medians of {Rounds} interleaved rounds of {count}; for SocketIOClient a tenth, typed a fiftieth)"),
            "contender", "messages/s", "of the loop that does the same", "CPU µs/message", "allocated bytes/message");
        double Rate(int index) => Report.Median(samples[index].Select(s => s.PerSecond));
        for (var i = 0; i < contenders.Length; i++)
        {
            var loop = i is 3 or 4 or 6 ? Rate(3) : Rate(0);
            Report.Row(contenders[i].Name, Rate(i), Rate(i) / loop, Report.Median(samples[i].Select(s => s.CpuMicroseconds)), Report.Median(samples[i].Select(s => s.Bytes)));
        }

        if (await NodeScript.RunAsync("node-receive.cjs", ["socket.io-client@4.8.4"], new Dictionary<string, string>
        {
            ["URL"] = url,
            ["COUNT"] = count.ToString(CultureInfo.InvariantCulture),
            ["SIZE"] = size.ToString(CultureInfo.InvariantCulture),
            ["ROUNDS"] = (Rounds + 1).ToString(CultureInfo.InvariantCulture),
        }) is not { } output) return;
        var node = JsonDocument.Parse(output).RootElement.EnumerateArray().Skip(1)
            .Select(r => (Rate: count / r.GetProperty("wall").GetDouble() * 1000, Cpu: r.GetProperty("cpu").GetDouble() / count * 1000)).ToArray();
        var rate = Report.Median(node.Select(n => n.Rate));
        // the script reads every message, as the loop that parses does
        Report.Row("socket.io-client 4.8.4 on Node", rate, rate / Rate(3), Report.Median(node.Select(n => n.Cpu)), "");
    }

    private static async Task<Sample> LoopAsync(string url, int size, int count, bool isTyped)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(url.Replace("http:", "ws:", StringComparison.Ordinal) + "/socket.io/?EIO=4&transport=websocket"), CancellationToken.None);
        var buffer = new byte[64 * 1024];
        var serializer = Newtonsoft.Json.JsonSerializer.CreateDefault();
        await ReceiveAsync(socket, buffer);
        await SendAsync(socket, "40");
        await ReceiveAsync(socket, buffer);
        var meter = Meter.Start();
        await SendAsync(socket, Go(size, count));
        var (seen, length) = (0, 0);
        while (true)
        {
            var read = await ReceiveAsync(socket, buffer);
            if (buffer.AsSpan(0, read).StartsWith(Done)) break;
            seen++;
            if (isTyped) length += Parse(serializer, buffer, read).Text.Length;
        }

        return meter.Stop(seen == count && (!isTyped || length > 0) ? count : throw new InvalidOperationException($"{seen} of {count}"));
    }

    private static ChatLine Parse(Newtonsoft.Json.JsonSerializer serializer, byte[] buffer, int length)
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(buffer, 2, length - 2)));
        reader.Read();
        reader.Read();
        reader.Read();
        return serializer.Deserialize<Envelope>(reader)!.Message;
    }

    private static async Task<Sample> OursAsync(string url, int size, int count, Interest interest)
    {
        using var client = new AltogicClient(url, "bench-key", new AltogicClientOptions
        {
            // nothing may be lost here: the server sends faster than anybody reads
            Realtime = new RealtimeOptions { ObserverQueueCapacity = count + 1, Recovery = false, Transport = RealtimeTransport.WebSocketOnly },
        });
        (await client.Realtime.Connect()).ValueOrThrow();
        var finished = new TaskCompletionSource();
        var (seen, length) = (0, 0);
        void Count()
        {
            if (++seen == count) finished.TrySetResult();
        }

        using var chat = interest switch
        {
            Interest.Untouched => client.Realtime.On("chat").Subscribe(_ => Count()),
            Interest.Typed => client.Realtime.On<ChatLine>("chat").Subscribe(line =>
            {
                length += line.ValueOrThrow().Text.Length;
                Count();
            }),
            _ => client.Realtime.On("done").Subscribe(_ => finished.TrySetResult()),
        };
        var meter = Meter.Start();
        (await client.Realtime.Broadcast("go", new { count, size })).ValueOrThrow();
        await finished.Task;
        return meter.Stop(interest == Interest.Typed && length == 0 ? throw new InvalidOperationException("Nothing was read.") : count);
    }

    private static string Go(int size, int count) => FormattableString.Invariant($"42[\"go\",{{\"count\":{count},\"size\":{size}}}]");

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async ValueTask<int> ReceiveAsync(ClientWebSocket socket, byte[] buffer)
    {
        var read = 0;
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(read), CancellationToken.None);
            read += result.Count;
            if (result.EndOfMessage) return read;
        }
    }

    private enum Interest
    {
        None,
        Untouched,
        Typed,
    }
}
