using System.Net.WebSockets;
using System.Text;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A WebSocket spoken by hand, one frame at a time; waits at most half a minute for anything.</summary>
internal sealed class RawSocket : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket _socket = new();

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<RawSocket> OpenAsync(string url, params (string Name, string Value)[] headers)
    {
        var raw = new RawSocket();
        foreach (var (name, value) in headers) raw._socket.Options.SetRequestHeader(name, value);
        using var limit = new CancellationTokenSource(Limit);
        await raw._socket.ConnectAsync(new Uri(url.Replace("http://", "ws://", StringComparison.Ordinal)), limit.Token);
        return raw;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes) => SendAsync(bytes, WebSocketMessageType.Binary);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type)
    {
        using var limit = new CancellationTokenSource(Limit);
        await _socket.SendAsync(bytes, type, endOfMessage: true, limit.Token);
    }

    /// <summary>The next text frame; a binary one as <c>b</c> and base64; null when the server closed or cut the connection.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var message = new MemoryStream();
        var buffer = new byte[16384];
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(buffer, limit.Token);
                if (result.MessageType == WebSocketMessageType.Close) return null;
                message.Write(buffer, 0, result.Count);
                if (!result.EndOfMessage) continue;
                return result.MessageType == WebSocketMessageType.Text
                    ? Encoding.UTF8.GetString(message.ToArray())
                    : "b" + Convert.ToBase64String(message.ToArray());
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>Reads on until the server closes; gives what came before.</summary>
    public async Task<IReadOnlyList<string>> ReceiveToEndAsync()
    {
        var all = new List<string>();
        while (await ReceiveAsync() is { } text) all.Add(text);
        return all;
    }

    /// <summary>Says good-bye in the WebSocket's own way.</summary>
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();
}
