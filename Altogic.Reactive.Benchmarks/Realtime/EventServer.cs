using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>
/// A Socket.IO server that costs next to nothing: on <c>["go",{"count":n,"size":s}]</c> it sends n events of s bytes as fast as the
/// socket takes them, from frames made beforehand. Only the receiving side differs between contenders.
/// </summary>
internal static class EventServer
{
    private const int FramesPerWrite = 500;

    public static async Task RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine(FormattableString.Invariant($"ready http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}"));
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(listener, stop.Token);
        await Console.In.ReadLineAsync();
        await stop.CancelAsync();
        await serving;
    }

    /// <summary>The Socket.IO text of one event of this size.</summary>
    public static byte[] Event(string name, int size)
    {
        var head = $"42[\"{name}\",{{\"channel\":null,\"message\":{{\"n\":12345,\"user\":\"ada\",\"text\":\"";
        const string tail = "\"}}]";
        return Encoding.ASCII.GetBytes(head + new string('x', Math.Max(1, size - head.Length - tail.Length)) + tail);
    }

    private static async Task ServeAsync(Socket listener, CancellationToken cancel)
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ConverseAsync(await listener.AcceptAsync(cancel), cancel));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private static async Task ConverseAsync(Socket socket, CancellationToken cancel)
    {
        using var owned = socket;
        socket.NoDelay = true;
        try
        {
            var input = new FrameReader(socket);
            await socket.SendAsync(Accept(await input.ReadHeadAsync(cancel)), cancel);
            await SendTextAsync(socket, "0{\"sid\":\"bench\",\"upgrades\":[],\"pingInterval\":600000,\"pingTimeout\":600000,\"maxPayload\":1000000}", cancel);
            while (await input.ReadTextAsync(cancel) is { } text)
            {
                if (text.StartsWith("40", StringComparison.Ordinal)) await SendTextAsync(socket, "40{\"sid\":\"bench\"}", cancel);
                else if (text.StartsWith("42", StringComparison.Ordinal) && text.Contains("\"go\"", StringComparison.Ordinal))
                    await BlastAsync(socket, Number(text, "count"), Number(text, "size"), cancel);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // the contender has gone, or the run is over
        }
    }

    private static async Task BlastAsync(Socket socket, int count, int size, CancellationToken cancel)
    {
        var frame = Frame(Event("chat", size));
        var batch = new byte[frame.Length * FramesPerWrite];
        for (var i = 0; i < FramesPerWrite; i++) frame.CopyTo(batch, i * frame.Length);
        for (var sent = 0; sent < count; sent += FramesPerWrite)
        {
            var rest = new ArraySegment<byte>(batch, 0, Math.Min(FramesPerWrite, count - sent) * frame.Length);
            while (rest.Count > 0) rest = rest[await socket.SendAsync(rest, cancel)..];
        }

        await SendTextAsync(socket, "42[\"done\",{\"channel\":null,\"message\":1}]", cancel);
    }

    private static int Number(string text, string name)
    {
        var at = text.IndexOf('"' + name + "\":", StringComparison.Ordinal) + name.Length + 3;
        var end = text.IndexOfAny([',', '}'], at);
        return int.Parse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture);
    }

    private static Task<int> SendTextAsync(Socket socket, string text, CancellationToken cancel) =>
        socket.SendAsync(Frame(Encoding.UTF8.GetBytes(text)), cancel).AsTask();

    private static byte[] Frame(byte[] text) => text.Length < 126
        ? [0x81, (byte)text.Length, .. text]
        : [0x81, 126, (byte)(text.Length >> 8), (byte)text.Length, .. text];

    private static byte[] Accept(string head)
    {
        const string name = "Sec-WebSocket-Key: ";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length;
        var key = head[at..head.IndexOf('\r', at)];
#pragma warning disable CA5350 // the WebSocket protocol asks for SHA-1
        var answer = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {answer}\r\n\r\n");
    }
}
