using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>A backend that stops sends its realtime clients away, and does not wait for them.</summary>
public sealed class ShutdownTests
{
    [Test]
    public async Task Stop_ClosesWebSocketsSoThatClientsComeBack()
    {
        var backend = await RealtimeBackend.StartAsync();
        var (ada, bob) = (await backend.ConnectAsync(), await backend.ConnectAsync());
        await ada.JoinAsync("room");
        await bob.JoinAsync("room");
        Assert.That(await ada.NextAsync(), Does.StartWith("[\"channel:join\""));
        var stopping = backend.Fixture.Backend.DisposeAsync().AsTask();
        foreach (var client in (SocketClient[])[ada, bob])
        {
            Assert.That(await client.Raw.ReceiveAsync(), Is.Null, "and no good-byes to the members");
            Assert.That(client.Raw.CloseStatus, Is.EqualTo(WebSocketCloseStatus.EndpointUnavailable));
            await client.Raw.CloseAsync();
        }

        await stopping;
        await backend.DisposeAsync();
    }

    [Test]
    public async Task Stop_ReleasesPolls()
    {
        var backend = await RealtimeBackend.StartAsync();
        var sid = await backend.Polling.OpenAsync();
        await backend.Polling.PostAsync(sid, "40" + new JsonObject { ["clientKey"] = backend.Fixture.ClientKey }.ToJsonString());
        await backend.Polling.PollAsync(sid);
        var poll = backend.Polling.PollAsync(sid);
        await Eventually.HoldsAsync(() => backend.Fixture.Backend.State.Active > 0);
        var stopping = backend.Fixture.Backend.DisposeAsync();
        Assert.That((await poll).Text, Is.EqualTo("1"));
        await stopping;
        await backend.DisposeAsync();
    }

    [Test]
    public async Task Stop_WithAClientThatDoesNotAnswer_EndsAllTheSame()
    {
        var backend = await RealtimeBackend.StartAsync(options => options with { TimeProvider = TimeProvider.System });
        await backend.ConnectAsync();
        await backend.Fixture.Backend.DisposeAsync();
        Assert.That(backend.Fixture.Log.Select(entry => entry.Id), Does.Contain(1003).And.None.EqualTo(1002), "within the time that requests have");
        await backend.DisposeAsync();
    }

    [Test]
    public async Task Stopped_TakesNobodyIn()
    {
        var backend = await RealtimeBackend.StartAsync();
        var drained = backend.Fixture.Backend.State.DrainAsync();
        var answer = await backend.Polling.GetAsync("EIO=4&transport=polling");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((503, "api_server_not_ready")));
        await drained;
        await backend.DisposeAsync();
    }
}
