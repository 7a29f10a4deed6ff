using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A WebSocket server on the loopback that does what a test says with each connection, however wrong.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    public const string Handshake = """0{"sid":"e1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<SocketPeer, Task> _script;
    private readonly Task _loop;
    private int _connections;

    private SocketServer(Func<SocketPeer, Task> script)
    {
        _script = script;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Url => "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many have come.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Runs a script for each connection; when it ends, the connection is cut.</summary>
    public static SocketServer Run(Func<SocketPeer, Task> script) => new(script);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var connection = await _listener.AcceptSocketAsync(_stop.Token);
                connections.Add(ServeAsync(connection, Interlocked.Increment(ref _connections)));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(Socket connection, int number)
    {
        using (connection)
        {
            try
            {
                await using var stream = new NetworkStream(connection, ownsSocket: false);
                if (!await UpgradeAsync(stream)) return;
                using var socket = WebSocket.CreateFromStream(stream, isServer: true, subProtocol: null, Timeout.InfiniteTimeSpan);
                await _script(new SocketPeer(socket, connection, number, _stop.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or WebSocketException or ObjectDisposedException)
            {
                // the client has gone, which is often the point of the test
            }
        }
    }

    private async Task<bool> UpgradeAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return false;
            head.Append((char)one[0]);
        }

        const string name = "Sec-WebSocket-Key: ";
        var text = head.ToString();
        var start = text.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length;
        var key = text[start..text.IndexOf('\r', start)];
#pragma warning disable CA5350 // the WebSocket handshake is made of it
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        var answer = $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
        return true;
    }
}

/// <summary>One connection of a <see cref="SocketServer"/>.</summary>
internal sealed class SocketPeer(WebSocket socket, Socket connection, int number, CancellationToken stop)
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>The how many-th connection it is, from 1.</summary>
    public int Number => number;

    /// <summary>Done when the test is over.</summary>
    public Task Over { get; } = new TaskCompletionSource().Task.WaitAsync(stop);

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type, bool isEnd = true) => socket.SendAsync(bytes, type, isEnd, stop);

    public async Task<string> ReceiveAsync()
    {
        var result = await socket.ReceiveAsync(_buffer, stop);
        return result.MessageType == WebSocketMessageType.Close ? "closed" : Encoding.UTF8.GetString(_buffer, 0, result.Count);
    }

    /// <summary>Accepts the client as a good server would.</summary>
    public async Task AcceptAsync()
    {
        await SendAsync(SocketServer.Handshake);
        Assert.That(await ReceiveAsync(), Does.StartWith("40{"));
        await SendAsync($$"""40{"sid":"socket-{{number}}"}""");
    }

    /// <summary>Closes with RST instead of FIN.</summary>
    public void Reset()
    {
        connection.LingerState = new LingerOption(enable: true, seconds: 0);
        connection.Close();
    }

    /// <summary>Waits until the client has closed.</summary>
    public async Task GoneAsync()
    {
        try
        {
            while (await ReceiveAsync() != "closed")
            {
            }
        }
        catch (WebSocketException)
        {
            // the less polite way
        }
    }
}
