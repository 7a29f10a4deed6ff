using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>The recovery extension (docs/realtime.md) as it goes over the wire.</summary>
public sealed class RecoveryTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private RealtimeBackend _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await RealtimeBackend.StartAsync(options => options with
    {
        App = new AppDefinition { Limits = new LimitsDefinition { RealtimeReplayBytes = 20_000 } },
        Realtime = new RealtimeSettings { PingInterval = TimeSpan.FromDays(1) },
    });

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task FirstConnection_GetsATokenAndNumberedEvents()
    {
        var ada = await ConnectAsync();
        Assert.That(ada.Answer.ToJsonString(), Does.Match(
            """^\{"sid":"[^"]+","recovery":\{"version":1,"token":"[^"]{40,}","recovered":false,"offset":0,"lastSend":0,"windowSeconds":600\}\}$"""));
        await EmitAsync(ada, 1, "message", new JsonObject { ["eventName"] = "e", ["message"] = 1, ["echo"] = true });
        Assert.That(await ada.NextAsync(), Is.EqualTo("""["e",{"channel":null,"message":1},1]"""));
        Assert.That(await ada.Raw.ReceiveAsync(), Is.EqualTo("""431[{"ok":true}]"""));
    }

    [Test]
    public async Task OtherClients_SeeNoTraceOfIt()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await bob.JoinAsync("room");
        await EmitAsync(ada, 1, "join", new JsonObject { ["channel"] = "room" });
        await EmitAsync(ada, 2, "message", new JsonObject { ["channel"] = "room", ["eventName"] = "e", ["message"] = 1 });
        await EmitAsync(ada, 3, "update", new JsonObject { ["data"] = 5 });
        Assert.That(bob.Answer.ToJsonString(), Is.EqualTo($$"""{"sid":"{{bob.Id}}"}"""));
        string[] events = [await bob.NextAsync(), await bob.NextAsync(), await bob.NextAsync()];
        Assert.That(events[1], Is.EqualTo("""["e",{"channel":"room","message":1}]"""));
        Assert.That(events, Has.None.Contains("seq").And.None.Contains("recovery"));
        Assert.That(events.Select(text => JsonNode.Parse(text)!.AsArray().Count), Is.All.EqualTo(2));
    }

    [Test]
    public async Task Return_BringsWhatWasMissedInOrderAndOnce()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await JoinAsync(ada, 1, "room");
        await bob.SendAsync("room", "n", 1);
        Assert.That(await ada.NextAsync(), Is.EqualTo("""["n",{"channel":"room","message":1},2]"""));
        await LoseAsync(ada);
        await bob.SendAsync("room", "n", 2);
        await bob.SendAsync("elsewhere", "n", 3);
        await bob.AskAsync("message", new JsonObject { ["eventName"] = "n", ["message"] = 4 });

        var back = await ReturnAsync(ada, 2);
        Assert.That((bool)back.Recovery["recovered"]!, Is.True);
        Assert.That((string?)back.Recovery["token"], Is.EqualTo((string?)ada.Recovery["token"]));
        Assert.That(back.Id, Is.Not.EqualTo(ada.Id));
        Assert.That(Payload(await back.NextAsync()), Is.EqualTo("""["n",{"channel":"room","message":2}"""));
        Assert.That(Payload(await back.NextAsync()), Is.EqualTo("""["n",{"channel":null,"message":4}"""));
        await bob.SendAsync("room", "n", 5);
        Assert.That(Payload(await back.NextAsync()), Is.EqualTo("""["n",{"channel":"room","message":5}"""), "still a member");
        await back.SettleAsync();
    }

    [Test]
    public async Task Return_RestoresProfileAndChannels_AndTellsTheOthers()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await bob.JoinAsync("room");
        await EmitAsync(ada, 1, "update", new JsonObject { ["data"] = "Ada" });
        await EmitAsync(ada, 2, "join", new JsonObject { ["channel"] = "room" });
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"channel:join\""));
        ada.Raw.Abort();
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"channel:leave\"").And.Contain(ada.Id));
        var back = await ReturnAsync(ada, 0);
        Assert.That(await bob.NextAsync(), Is.EqualTo($$$"""["channel:join",{"channel":"room","message":{"id":"{{{back.Id}}}","data":"Ada"}}]"""));
        await JoinAsync(back, 3, "room");
        await bob.SettleAsync();
    }

    [Test]
    public async Task Return_SkipsWhatTheClientSentWithoutEcho()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await JoinAsync(ada, 1, "room");
        await EmitAsync(ada, 2, "message", new JsonObject { ["channel"] = "room", ["eventName"] = "mine", ["message"] = 1 });
        Assert.That(await ada.Raw.ReceiveAsync(), Is.EqualTo("""432[{"ok":true}]"""));
        await EmitAsync(ada, 3, "message", new JsonObject { ["channel"] = "room", ["eventName"] = "echoed", ["message"] = 1, ["echo"] = true });
        Assert.That(await ada.NextAsync(), Does.StartWith("[\"echoed\""));
        Assert.That(await ada.Raw.ReceiveAsync(), Does.StartWith("433"));
        await LoseAsync(ada);
        var back = await ReturnAsync(ada, 0);
        Assert.That(Payload(await back.NextAsync()), Is.EqualTo("""["echoed",{"channel":"room","message":1}"""));
        await back.SettleAsync();
    }

    [Test]
    public async Task Sends_AreProcessedOnce()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await EmitAsync(ada, 1, "message", new JsonObject { ["eventName"] = "e", ["message"] = 1 });
        await EmitAsync(ada, 2, "message", new JsonObject { ["eventName"] = "connect", ["message"] = 1 });
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"e\""));
        Assert.That(await ada.Raw.ReceiveAsync(), Does.StartWith("431"));
        Assert.That(await ada.Raw.ReceiveAsync(), Does.StartWith("432"));
        await LoseAsync(ada);
        var back = await ReturnAsync(ada, 0);
        Assert.That((long)back.Recovery["lastSend"]!, Is.EqualTo(2));
        for (var seq = 1; seq <= 2; seq++)
            await EmitAsync(back, seq, "message", new JsonObject { ["eventName"] = seq == 1 ? "e" : "connect", ["message"] = 1 });
        await EmitAsync(back, 7, "message", new JsonObject { ["eventName"] = "f", ["message"] = 1 });
        Assert.That(await back.Raw.ReceiveAsync(), Is.EqualTo("""431[{"ok":true}]"""));
        Assert.That(await back.Raw.ReceiveAsync(), Does.StartWith("""432[{"ok":false,"code":"reserved_event_name","""));
        Assert.That(await back.Raw.ReceiveAsync(), Is.EqualTo("""437[{"ok":true}]"""));
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"f\""), "the first was not sent again");
    }

    [Test]
    public async Task Return_WithAnUnknownToken_BeginsAnew()
    {
        var ada = await ConnectAsync(new JsonObject { ["version"] = 1, ["token"] = "unknown", ["offset"] = 3 });
        Assert.That((bool)ada.Recovery["recovered"]!, Is.False);
        Assert.That((string?)ada.Recovery["token"], Is.Not.EqualTo("unknown"));
    }

    [Test]
    public async Task Return_TooLate_BeginsAnew()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await LoseAsync(ada);
        _backend.Time.Advance(Window + TimeSpan.FromSeconds(1));
        var back = await ReturnAsync(ada, 0);
        Assert.That((bool)back.Recovery["recovered"]!, Is.False);
        Assert.That((string?)back.Recovery["token"], Is.Not.EqualTo((string?)ada.Recovery["token"]));
    }

    [Test]
    public async Task Return_JustInTime_IsRecovered()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await LoseAsync(ada);
        await bob.AskAsync("message", new JsonObject { ["eventName"] = "e", ["message"] = 1 });
        _backend.Time.Advance(Window);
        var back = await ReturnAsync(ada, 0);
        Assert.That((bool)back.Recovery["recovered"]!, Is.True);
        Assert.That(await back.NextAsync(), Does.StartWith("[\"e\""));
    }

    [Test]
    public async Task Return_WhenTheLogIsPartlyGone_BeginsAnew()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await EmitAsync(ada, 1, "message", new JsonObject { ["eventName"] = "e", ["message"] = 1 });
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"e\""));
        await LoseAsync(ada);
        for (var i = 0; i < 10; i++) await bob.AskAsync("message", new JsonObject { ["eventName"] = "e", ["message"] = new string('x', 2000) });
        var back = await ReturnAsync(ada, 0);
        Assert.That((bool)back.Recovery["recovered"]!, Is.False);
        Assert.That((string?)back.Recovery["token"], Is.Not.EqualTo((string?)ada.Recovery["token"]));
        Assert.That(((long)back.Recovery["lastSend"]!, (long)back.Recovery["offset"]!), Is.EqualTo((0L, 11L)));
        await EmitAsync(back, 1, "message", new JsonObject { ["eventName"] = "f", ["message"] = 1 });
        Assert.That(await back.Raw.ReceiveAsync(), Is.EqualTo("""431[{"ok":true}]"""), "its numbers begin with 1 again");
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"f\""));
    }

    [Test]
    public async Task Return_WhileTheOldConnectionIsStillThere_TakesOver()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await bob.JoinAsync("room");
        await EmitAsync(ada, 1, "join", new JsonObject { ["channel"] = "room" });
        await bob.NextAsync();
        var back = await ReturnAsync(ada, 1);
        Assert.That((bool)back.Recovery["recovered"]!, Is.True);
        Assert.That(await ada.Raw.ReceiveToEndAsync(), Is.EqualTo(new[] { """431[{"ok":true}]""" }));
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"channel:leave\"").And.Contain(ada.Id));
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"channel:join\"").And.Contain(back.Id));
        await bob.SendAsync("room", "e", 1);
        Assert.That(Payload(await back.NextAsync()), Is.EqualTo("""["e",{"channel":"room","message":1}"""));
    }

    [Test]
    public async Task Goodbye_EndsTheLogicalClient()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await bob.JoinAsync("room");
        await EmitAsync(ada, 1, "join", new JsonObject { ["channel"] = "room" });
        await bob.NextAsync();
        await ada.Raw.SendAsync("41");
        Assert.That(await bob.NextAsync(), Does.StartWith("[\"channel:leave\""));
        Assert.That((bool)(await ReturnAsync(ada, 0)).Recovery["recovered"]!, Is.False);
    }

    [Test]
    public async Task Refusal_WithoutAnAcknowledgement_IsANumberedEventToo()
    {
        var ada = await ConnectAsync();
        await ada.Raw.SendAsync("""42["join",{"seq":1}]""");
        var error = JsonNode.Parse(await ada.NextAsync())!.AsArray();
        Assert.That((string?)error[1]!["code"], Is.EqualTo("missing_required_value"));
        Assert.That((long)error[2]!, Is.Zero, "nothing was published");
    }

    [Test]
    public async Task Attachments_AreReplayed()
    {
        var (ada, bob) = (await ConnectAsync(), await _backend.ConnectAsync());
        await LoseAsync(ada);
        await bob.Raw.SendAsync("""451-1["message",{"eventName":"e","message":{"_placeholder":true,"num":0}}]""");
        await bob.Raw.SendAsync([1, 2]);
        Assert.That(await bob.Raw.ReceiveAsync(), Does.StartWith("431"));
        var back = await ReturnAsync(ada, 0);
        Assert.That(await back.Raw.ReceiveAsync(), Is.EqualTo("""451-["e",{"channel":null,"message":{"_placeholder":true,"num":0}},1]"""));
        Assert.That(await back.Raw.ReceiveAsync(), Is.EqualTo("bAQI="));
    }

    private Task<SocketClient> ConnectAsync(JsonObject? recovery = null) =>
        _backend.ConnectAsync(new JsonObject { ["recovery"] = recovery ?? new JsonObject { ["version"] = 1 } });

    private Task<SocketClient> ReturnAsync(SocketClient client, long offset) =>
        ConnectAsync(new JsonObject { ["version"] = 1, ["token"] = (string?)client.Recovery["token"], ["offset"] = offset });

    /// <summary>Sends an event with its number, which is its acknowledgement id too.</summary>
    private static Task EmitAsync(SocketClient client, int seq, string name, JsonObject body)
    {
        body["seq"] = seq;
        return client.Raw.SendAsync($"42{seq}" + new JsonArray(name, body).ToJsonString());
    }

    private static async Task JoinAsync(SocketClient client, int seq, string channel)
    {
        await EmitAsync(client, seq, "join", new JsonObject { ["channel"] = channel });
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo($$"""43{{seq}}[{"ok":true}]"""));
    }

    /// <summary>Cuts a connection, and waits until the server has noticed.</summary>
    private async Task LoseAsync(SocketClient client)
    {
        client.Raw.Abort();
        await Eventually.HoldsAsync(() => _backend.Fixture.Log.Any(entry => entry.Id == 1503 && entry.Text.Contains(client.Id, StringComparison.Ordinal)));
    }

    /// <summary>An event without its number.</summary>
    private static string Payload(string text) => text[..text.LastIndexOf(',')];
}
