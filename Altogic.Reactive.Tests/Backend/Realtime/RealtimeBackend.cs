using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>A backend whose clock the test moves, and hand-made realtime connections to it.</summary>
internal sealed class RealtimeBackend : IAsyncDisposable
{
    private readonly List<IDisposable> _connections = [];

    private RealtimeBackend(BackendFixture fixture, ManualTimers time)
    {
        (Fixture, Time) = (fixture, time);
        Polling = new EngineHttp(fixture.Http);
    }

    public BackendFixture Fixture { get; }

    public ManualTimers Time { get; }

    public EngineHttp Polling { get; }

    public static Task<RealtimeBackend> StartAsync(AppDefinition app) => StartAsync(options => options with { App = app });

    public static async Task<RealtimeBackend> StartAsync(Func<AltogicBackendOptions, AltogicBackendOptions>? change = null)
    {
        var time = new ManualTimers();
        var options = new AltogicBackendOptions { TimeProvider = time };
        return new RealtimeBackend(await BackendFixture.StartAsync(change?.Invoke(options) ?? options), time);
    }

    /// <summary>Opens an Engine.IO session over a WebSocket, and reads its handshake.</summary>
    public async Task<RawSocket> OpenAsync(params (string Name, string Value)[] headers)
    {
        var raw = await RawSocket.OpenAsync(Fixture.Url + "/socket.io/?EIO=4&transport=websocket", headers);
        _connections.Add(raw);
        Assert.That(await raw.ReceiveAsync(), Does.StartWith("0{"));
        return raw;
    }

    /// <summary>Connects with this auth object; the client key is added. Echo is off unless it says otherwise.</summary>
    public async Task<SocketClient> ConnectAsync(JsonObject? auth = null, params (string Name, string Value)[] headers)
    {
        var raw = await OpenAsync(headers);
        var text = await ConnectAsync(raw, auth);
        Assert.That(text, Does.StartWith("40{"));
        var client = new SocketClient(raw, (JsonObject)JsonNode.Parse(text![2..])!);
        return client;
    }

    /// <summary>Asks to connect; gives what the server answers.</summary>
    public async Task<string?> ConnectAsync(RawSocket raw, JsonObject? auth)
    {
        auth = auth is null ? [] : (JsonObject)auth.DeepClone();
        if (!auth.ContainsKey("clientKey")) auth["clientKey"] = Fixture.ClientKey;
        if (!auth.ContainsKey("echoMessages")) auth["echoMessages"] = false;
        await raw.SendAsync("40" + auth.ToJsonString());
        return await raw.ReceiveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) connection.Dispose();
        await Fixture.DisposeAsync();
    }
}
