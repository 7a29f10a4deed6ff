using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>Limits on what a connection may send, and on what may wait for it.</summary>
public sealed class FlowTests
{
    [Test]
    public async Task Events_BeyondTheLimit_AreRefusedAndNeverDropped()
    {
        await using var backend = await RealtimeBackend.StartAsync(
            options => options with { Realtime = new RealtimeSettings { EventsPerSecond = 10, EventBurst = 21 } });
        var (ada, bob) = (await backend.ConnectAsync(), await backend.ConnectAsync());
        for (var i = 0; i < 25; i++) await ada.EmitAsync("message", new JsonObject { ["eventName"] = "n", ["message"] = i });
        for (var i = 0; i < 20; i++) Assert.That(await bob.NextAsync(), Does.EndWith($"\"message\":{i}}}]"));
        for (var i = 0; i < 5; i++) Assert.That(await ada.NextAsync(), Does.Contain("rate_limit_exceeded"));
        await bob.SettleAsync();

        backend.Time.Advance(TimeSpan.FromMilliseconds(100));
        await ada.EmitAsync("message", new JsonObject { ["eventName"] = "n", ["message"] = "later" });
        Assert.That(await bob.NextAsync(), Does.Contain("later"));
        Assert.That((string?)(await ada.AskAsync("message", new JsonObject { ["eventName"] = "n" }))!["code"], Is.EqualTo("rate_limit_exceeded"));
    }

    [Test]
    public async Task ConnectionsOfAllClients_BeyondTheLimit_AreAskedToComeBackLater()
    {
        await using var backend = await RealtimeBackend.StartAsync(
            options => options with { Realtime = new RealtimeSettings { ConnectionsPerSecond = 10, ConnectionBurst = 3 } });
        for (var i = 0; i < 3; i++) await backend.OpenAsync();
        var refused = await backend.Fixture.GetAsync("/socket.io/?EIO=4&transport=polling");
        Assert.That((refused.Status, refused.Header("Retry-After"), refused.Code), Is.EqualTo((503, "5", "too_many_connections")));

        backend.Time.Advance(TimeSpan.FromMilliseconds(100));
        await backend.OpenAsync();
    }

    [Test]
    public void RateLimit_FillsUpWithTime()
    {
        var time = new ManualTimers();
        var limit = new RateLimit(1000, 5000, time);
        Assert.That(Enumerable.Range(0, 6000).Count(_ => limit.TryTake()), Is.EqualTo(5000));
        time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.That(Enumerable.Range(0, 6000).Count(_ => limit.TryTake()), Is.EqualTo(250));
        time.Advance(TimeSpan.FromHours(1));
        Assert.That(Enumerable.Range(0, 6000).Count(_ => limit.TryTake()), Is.EqualTo(5000), "never more than a burst");
    }

    [Test]
    public async Task SlowConsumer_LosesItsConnectionAndNobodyElseNotices()
    {
        await using var backend = await RealtimeBackend.StartAsync(
            options => options with { Realtime = new RealtimeSettings { QueuePackets = 50, QueueBytes = 1 << 20 } });
        var (ada, bob) = (await backend.ConnectAsync(), await backend.ConnectAsync());
        var sid = await backend.Polling.OpenAsync();
        await backend.Polling.PostAsync(
            sid,
            "40" + new JsonObject { ["clientKey"] = backend.Fixture.ClientKey }.ToJsonString() + "\u001e" + """42["join",{"channel":"room","echo":false}]""");
        await bob.JoinAsync("room");
        var member = await MembersAsync(backend);
        Assert.That(member, Has.Count.EqualTo(2));

        var got = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            await ada.SendAsync("room", "n", i);
            got.Add(await bob.NextAsync());
        }

        got.Add(await bob.NextAsync());
        Assert.That(got.Count(text => text.StartsWith("[\"channel:leave\"", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(await MembersAsync(backend), Has.Count.EqualTo(1));
        Assert.That((await backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400), "the one who never polled");
    }

    [Test]
    public async Task SlowConsumer_OnAWebSocket_LosesItsConnection()
    {
        await using var backend = await RealtimeBackend.StartAsync(
            options => options with { Realtime = new RealtimeSettings { QueueBytes = 1 << 20 } });
        var (ada, bob) = (await backend.ConnectAsync(), await backend.ConnectAsync());
        await bob.JoinAsync("room");
        var large = new string('x', 500_000);

        // Bob reads nothing: when all buffers between him and the server are full, the queue fills too.
        for (var i = 0; i < 200 && (await MembersAsync(backend)).Count > 0; i++) await ada.SendAsync("room", "n", large);
        Assert.That(await MembersAsync(backend), Is.Empty);
        Assert.That(await bob.Raw.ReceiveToEndAsync(), Has.Count.LessThan(200), "cut, not buffered for ever");
        await ada.SettleAsync();
    }

    [Test]
    public async Task SlowConsumer_ThatAnswersNoPing_IsCutOff()
    {
        await using var backend = await RealtimeBackend.StartAsync();
        var bob = await backend.ConnectAsync();
        await bob.JoinAsync("room");
        backend.Time.Advance(TimeSpan.FromSeconds(25));
        Assert.That(await bob.Raw.ReceiveAsync(), Is.EqualTo("2"));
        backend.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.That(await bob.Raw.ReceiveAsync(), Is.Null);
    }

    private static async Task<JsonArray> MembersAsync(RealtimeBackend backend) => (JsonArray)(await backend.Fixture.PostAsync(
        "/_api/rest/v1/realtime/get-members", new JsonObject { ["channel"] = "room" })).Json!;
}
