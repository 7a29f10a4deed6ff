using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Speaks HTTP by hand, for requests that no client library would send.</summary>
internal static class RawHttp
{
    /// <summary>Sends the text and gives everything that comes back until the server hangs up.</summary>
    public static Task<string> SendAsync(int port, string request) => SendAsync(port, Encoding.Latin1.GetBytes(request), hangUp: false);

    /// <param name="port">The server's port on the loopback address.</param>
    /// <param name="request">The bytes to send.</param>
    /// <param name="hangUp">Whether to end the sending side, so that the server does not wait for the rest of a torso.</param>
    public static async Task<string> SendAsync(int port, byte[] request, bool hangUp)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), limit.Token);
        try
        {
            await socket.SendAsync(request, limit.Token);
            if (hangUp) socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server may hang up on a hopeless request before it has taken all of it; its answer is there to read.
        }

        return await ReadAsync(socket, limit.Token);
    }

    public static (int Status, string Head, string Body) Parse(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? answer : answer[..end];
        var status = head.StartsWith("HTTP/1.", StringComparison.Ordinal) ? int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;
        return (status, head, end < 0 ? "" : answer[(end + 4)..]);
    }

    private static async Task<string> ReadAsync(Socket socket, CancellationToken cancel)
    {
        var answer = new MemoryStream();
        var buffer = new byte[8192];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancel) is var read and > 0) answer.Write(buffer, 0, read);
        }
        catch (SocketException)
        {
            // A reset ends the answer like a close does.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
