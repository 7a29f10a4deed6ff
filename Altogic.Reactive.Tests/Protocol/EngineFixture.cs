using Altogic.Reactive.Backend.Api;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altogic.Reactive.Tests.Protocol;

/// <summary>Our Engine.IO server with nothing on top but an echo, as the published test suite wants it, and a clock that the test moves.</summary>
internal sealed class EngineFixture : IAsyncDisposable
{
    private readonly PipelineFixture _pipeline;

    private EngineFixture(PipelineFixture pipeline, EngineServer server, ManualTimers time)
    {
        (_pipeline, Server, Time) = (pipeline, server, time);
        Polling = new EngineHttp(pipeline.Http);
    }

    public static TimeSpan PingInterval { get; } = TimeSpan.FromMilliseconds(300);

    public static TimeSpan PingTimeout { get; } = TimeSpan.FromMilliseconds(200);

    public EngineServer Server { get; }

    public ManualTimers Time { get; }

    public EngineHttp Polling { get; }

    public int Port => _pipeline.Port;

    public static async Task<EngineFixture> StartAsync(
        Func<RealtimeSettings, RealtimeSettings>? change = null, Func<IEngineConnection, IEngineHandler>? handler = null)
    {
        var time = new ManualTimers();
        var settings = new RealtimeSettings { PingInterval = PingInterval, PingTimeout = PingTimeout };
        settings = change?.Invoke(settings) ?? settings;
        var server = new EngineServer(settings, 1_000_000, time, NullLogger<EngineServer>.Instance, (connection, _) => handler?.Invoke(connection) ?? new Echo(connection));
        return new EngineFixture(await PipelineFixture.StartAsync(routes => new SocketIoApi(server, settings).Map(routes)), server, time);
    }

    /// <summary>Opens a WebSocket without reading anything.</summary>
    public Task<RawSocket> OpenAsync(string query = "EIO=4&transport=websocket") =>
        RawSocket.OpenAsync($"ws://127.0.0.1:{Port}/socket.io/?{query}");

    public async Task<RawSocket> OpenSessionAsync()
    {
        var socket = await OpenAsync();
        Assert.That(await socket.ReceiveAsync(), Does.StartWith("0{"));
        return socket;
    }

    public Task<RawSocket> UpgradeAsync(string sid) => OpenAsync("EIO=4&transport=websocket&sid=" + sid);

    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();

    private sealed class Echo(IEngineConnection connection) : IEngineHandler
    {
        public bool OnMessage(in EnginePacket message)
        {
            connection.Send(message.IsBinary ? OutboundMessage.Chain([message.Data])! : OutboundMessage.Text([(byte)'4', .. message.Data.Span]));
            return true;
        }

        public void OnClosed(string reason)
        {
        }
    }
}
