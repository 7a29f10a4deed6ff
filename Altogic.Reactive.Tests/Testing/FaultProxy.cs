using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A TCP proxy on the loopback that does to connections what networks do: cuts them, goes silent, hands bytes on in crumbs.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, Socket> _pairs = new();
    private readonly Func<int> _target;
    private readonly Task _loop;
    private volatile TaskCompletionSource? _silence;

    private FaultProxy(Func<int> target)
    {
        _target = target;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Url => "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many bytes go on at a time.</summary>
    public int Crumbs { get; set; } = 64 * 1024;

    public static FaultProxy To(string url) => To(() => new Uri(url).Port);

    /// <param name="target">The port, asked for each connection.</param>
    public static FaultProxy To(Func<int> target) => new(target);

    /// <summary>Resets every connection.</summary>
    public void Cut()
    {
        foreach (var (client, server) in _pairs)
        {
            Reset(client);
            Reset(server);
        }
    }

    /// <summary>Connections stay open and nothing goes through any more, until <see cref="Speak"/>.</summary>
    public void FallSilent() => _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>New bytes go through again; what was held back is lost with its connection.</summary>
    public void Speak()
    {
        var silence = _silence;
        _silence = null;
        Cut();
        silence?.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _silence?.TrySetResult();
        Cut();
        await _loop;
        _stop.Dispose();
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // it has ended by itself
        }
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target(), _stop.Token);
            _pairs[client] = server;
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // nobody listens behind the proxy
        }
        finally
        {
            _pairs.TryRemove(client, out _);
            Reset(client);
            Reset(server);
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var count = await from.ReceiveAsync(buffer, SocketFlags.None, _stop.Token);
                if (_silence is { } silence) await silence.Task;
                if (count == 0) return;
                for (var at = 0; at < count; at += Crumbs)
                    await to.SendAsync(buffer.AsMemory(at, Math.Min(Crumbs, count - at)), SocketFlags.None, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // cut, from here or from outside
        }
    }
}
