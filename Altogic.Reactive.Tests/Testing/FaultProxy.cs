using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>
/// A TCP proxy on the loopback that does to connections what networks do: cuts them, refuses them, forgets them, delays and slows them
/// down, hands bytes on in crumbs.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ProxiedConnection, bool> _connections = new();
    private readonly Func<int> _target;
    private readonly Task _loop;
    private int _cutAt;

    private FaultProxy(Func<int> target)
    {
        _target = target;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public string Url => "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many bytes go on at a time.</summary>
    public int Crumbs { get; set; } = 64 * 1024;

    /// <summary>How long every byte is under way, in each direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many bytes a second go through a connection in each direction; 0 for any number. Set it before the connection is made.</summary>
    public int BytesPerSecond { get; set; }

    /// <summary>Cuts connections by themselves while bytes go through.</summary>
    public RandomCuts? Cuts { get; set; }

    /// <summary>Whether new connections are reset at once.</summary>
    public bool IsDown { get; set; }

    public static FaultProxy To(string url) => To(() => new Uri(url).Port);

    /// <param name="target">The port, asked for each connection.</param>
    public static FaultProxy To(Func<int> target) => new(target);

    /// <summary>Resets every connection as soon as bytes have come from this side, which are not handed on. Once.</summary>
    public void CutAtNext(ProxySide from) => Interlocked.Exchange(ref _cutAt, (int)from);

    /// <summary>Resets every connection.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys) connection.Reset();
    }

    /// <summary>
    /// The connections there are stay open, and nothing goes through them any more, as when a router has forgotten them: each end still
    /// believes that the other one is there. New connections work.
    /// </summary>
    public void ForgetConnections()
    {
        foreach (var connection in _connections.Keys) connection.FallSilent();
    }

    /// <summary>Whether what has come from this side is where to cut; then it is cut.</summary>
    internal bool CutsAt(ProxySide from)
    {
        if (Interlocked.CompareExchange(ref _cutAt, 0, (int)from) != (int)from) return false;
        Cut();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
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
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
            catch (Exception exception) when (ProxiedConnection.IsEnd(exception))
            {
                break;
            }
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(Socket client)
    {
        using var connection = new ProxiedConnection(this, client, _stop.Token);
        if (IsDown) return;
        _connections[connection] = true;
        await connection.RunAsync(_target());
        _connections.TryRemove(connection, out _);
    }
}
