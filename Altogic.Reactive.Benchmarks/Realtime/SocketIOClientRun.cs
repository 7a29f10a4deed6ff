using SocketIOClient;

namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>The same with the SocketIOClient package.</summary>
internal static class SocketIOClientRun
{
    public static async Task<Sample> RunAsync(string url, int size, int count, bool isTyped)
    {
        using var client = new SocketIO(url, new SocketIOOptions { Transport = SocketIOClient.Transport.TransportProtocol.WebSocket });
        var (connected, finished) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (seen, length) = (0, 0);
        client.OnConnected += (_, _) => connected.TrySetResult();
        client.On("chat", response =>
        {
            length += isTyped ? response.GetValue<Envelope>().Message.Text.Length : response.Count;
            if (++seen == count) finished.TrySetResult();
        });
        await client.ConnectAsync();
        await connected.Task;
        var meter = Meter.Start();
        await client.EmitAsync("go", new { count, size });
        await finished.Task;
        var sample = meter.Stop(length > 0 ? count : throw new InvalidOperationException("Nothing was read."));
        await client.DisconnectAsync();
        return sample;
    }
}
