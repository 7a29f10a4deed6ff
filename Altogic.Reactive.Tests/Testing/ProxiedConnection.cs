using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>One connection through a <see cref="FaultProxy"/>. Disposing it resets both ends.</summary>
internal sealed class ProxiedConnection(FaultProxy proxy, Socket client, CancellationToken stop) : IDisposable
{
    private const int SlicesPerSecond = 20;
    private const int SmallBuffer = 16 * 1024;
    private const int MostUnderWay = 4096;

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly int _bytesPerSecond = proxy.BytesPerSecond;
    private volatile TaskCompletionSource? _silence;

    public static bool IsEnd(Exception exception) =>
        exception is OperationCanceledException or SocketException or ObjectDisposedException or ChannelClosedException;

    public async Task RunAsync(int port)
    {
        client.NoDelay = true;
        // the system's own buffers would hide a slow link for megabytes
        if (_bytesPerSecond > 0)
        {
            (_server.ReceiveBufferSize, client.SendBufferSize) = (SmallBuffer, SmallBuffer);
            (client.ReceiveBufferSize, _server.SendBufferSize) = (SmallBuffer, SmallBuffer);
        }
        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, port, stop);
            await Task.WhenAny(CopyAsync(client, _server), CopyAsync(_server, client));
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // nobody listens behind the proxy
        }
    }

    public void FallSilent() => _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Reset()
    {
        Reset(client);
        Reset(_server);
        _silence?.TrySetResult();
    }

    public void Dispose() => Reset();

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // it has ended by itself
        }
    }

    /// <summary>One direction. What has been read is under way until its time has come.</summary>
    private async Task CopyAsync(Socket from, Socket to)
    {
        var underWay = Channel.CreateBounded<(long Due, byte[] Bytes)>(_bytesPerSecond > 0 ? 1 : MostUnderWay);
        var reading = ReadAsync(from, underWay.Writer);
        await WriteAsync(underWay.Reader, to);
        underWay.Writer.TryComplete();
        Reset();
        await reading;
    }

    private async Task ReadAsync(Socket from, ChannelWriter<(long Due, byte[] Bytes)> underWay)
    {
        var buffer = new byte[_bytesPerSecond > 0 ? SmallBuffer : 64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, SocketFlags.None, stop) is var count and > 0 && !proxy.CutsAt(from == client ? ProxySide.Client : ProxySide.Server))
                await underWay.WriteAsync((TimeProvider.System.GetTimestamp(), buffer[..count]), stop);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // cut, from here or from outside
        }

        underWay.TryComplete();
    }

    private async Task WriteAsync(ChannelReader<(long Due, byte[] Bytes)> underWay, Socket to)
    {
        try
        {
            await foreach (var (sent, bytes) in underWay.ReadAllAsync(stop))
            {
                await WaitAsync(proxy.Delay - TimeProvider.System.GetElapsedTime(sent));
                if (_silence is { } silence) await silence.Task;
                if (proxy.Cuts?.Next(bytes.Length) is { } cut) Cut(cut);
                await SendAsync(to, bytes);
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // as above
        }
    }

    private void Cut(RandomCut cut)
    {
        if (cut == RandomCut.All) proxy.Cut();
        else Reset();
    }

    private async Task SendAsync(Socket to, byte[] bytes)
    {
        var most = _bytesPerSecond > 0 ? Math.Max(_bytesPerSecond / SlicesPerSecond, 1) : proxy.Crumbs;
        for (var at = 0; at < bytes.Length; at += most)
        {
            var slice = bytes.AsMemory(at, Math.Min(most, bytes.Length - at));
            if (_bytesPerSecond > 0) await WaitAsync(TimeSpan.FromSeconds(slice.Length / (double)_bytesPerSecond));
            for (var sent = 0; sent < slice.Length;) sent += await to.SendAsync(slice[sent..], SocketFlags.None, stop);
        }
    }

    /// <summary>The time that a network takes.</summary>
    private async Task WaitAsync(TimeSpan time)
    {
        if (time < TimeSpan.FromMilliseconds(1)) return;
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync(stop);
    }
}
