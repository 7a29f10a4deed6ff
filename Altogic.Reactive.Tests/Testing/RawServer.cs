using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A TCP server on the loopback that answers byte for byte what a test says, however wrong, and can break connections.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Socket, string, Task> _script;
    private readonly Task _loop;

    private readonly bool _isHttp;

    private RawServer(Func<Socket, string, Task> script, bool isHttp = true)
    {
        _script = script;
        _isHttp = isHttp;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Url => "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Runs a script for each request; it gets the connection and the text of the request.</summary>
    public static RawServer Run(Func<Socket, string, Task> script) => new(script);

    /// <summary>Sends the same bytes to every request, then closes the connection in good order.</summary>
    public static RawServer Reply(string response) => new(async (connection, _) => await Send(connection, response).ConfigureAwait(false));

    /// <summary>Sends the same bytes to every request, then resets the connection.</summary>
    public static RawServer ReplyAndReset(string response) => new(async (connection, _) =>
    {
        await Send(connection, response).ConfigureAwait(false);
        Reset(connection);
    });

    /// <summary>Answers whatever comes first, even if it is no HTTP.</summary>
    public static RawServer AnswerFirstBytes(string response) => new((connection, _) => Send(connection, response), isHttp: false);

    public static async Task Send(Socket connection, string text) =>
        await connection.SendAsync(Encoding.UTF8.GetBytes(text), SocketFlags.None).ConfigureAwait(false);

    /// <summary>Done when the other side has closed or reset the connection.</summary>
    public static async Task Gone(Socket connection)
    {
        try
        {
            Assert.That(await connection.ReceiveAsync(new byte[1], SocketFlags.None).ConfigureAwait(false), Is.Zero);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            // the less polite way
        }
    }

    /// <summary>Closes with RST instead of FIN.</summary>
    public static void Reset(Socket connection)
    {
        connection.LingerState = new LingerOption(enable: true, seconds: 0);
        connection.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false)));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(connections).ConfigureAwait(false);
    }

    private async Task ServeAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                var request = await ReadRequestAsync(connection).ConfigureAwait(false);
                if (request is not null) await _script(connection, request).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // the client has gone, which is often the point of the test
            }
        }
    }

    private async Task<string?> ReadRequestAsync(Socket connection)
    {
        using var received = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var count = await connection.ReceiveAsync(buffer, SocketFlags.None, _stop.Token).ConfigureAwait(false);
            if (count == 0) return null;
            received.Write(buffer, 0, count);
            var text = Encoding.UTF8.GetString(received.GetBuffer(), 0, (int)received.Length);
            if (!_isHttp) return text;
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && received.Length >= head + 4 + BodyLength(text)) return text;
        }
    }

    private static int BodyLength(string request)
    {
        const string name = "\r\nContent-Length: ";
        var start = request.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (start < 0) return 0;
        start += name.Length;
        var end = request.IndexOf("\r\n", start, StringComparison.Ordinal);
        return int.Parse(request.AsSpan(start, end - start), System.Globalization.CultureInfo.InvariantCulture);
    }
}
