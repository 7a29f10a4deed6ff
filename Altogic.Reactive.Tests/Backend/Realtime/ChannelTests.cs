using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>Channels, members and profiles (realtime §3, §5).</summary>
public sealed class ChannelTests
{
    private RealtimeBackend _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await RealtimeBackend.StartAsync();

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task Join_TellsTheMembersOnce()
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await ada.JoinAsync("room");
        await bob.JoinAsync("room");
        await bob.JoinAsync("room");
        Assert.That(await ada.NextAsync(), Is.EqualTo(Event("channel:join", "room", bob.Id)));
        await ada.SettleAsync();
        await bob.SettleAsync();
    }

    [TestCase("true", false, true)]
    [TestCase("false", true, false)]
    [TestCase("null", true, true)]
    [TestCase("null", false, false)]
    [TestCase("\"true\"", false, false)]
    public async Task Echo_OfAnEvent_WinsOverTheConnection(string echo, bool byDefault, bool isHeard)
    {
        var ada = await _backend.ConnectAsync(new JsonObject { ["echoMessages"] = byDefault });
        await ada.Raw.SendAsync($$"""42["join",{"channel":"a","echo":{{echo}}}]""");
        await ada.Raw.SendAsync($$"""42["update",{"data":1,"echo":{{echo}}}]""");
        await ada.Raw.SendAsync($$"""42["message",{"channel":"a","eventName":"e","message":1,"echo":{{echo}}}]""");
        await ada.Raw.SendAsync($$"""42["leave",{"channel":"a","echo":{{echo}}}]""");
        if (isHeard)
        {
            Assert.That(await ada.NextAsync(), Is.EqualTo(Event("channel:join", "a", ada.Id)));
            Assert.That(await ada.NextAsync(), Is.EqualTo(Event("channel:update", "a", ada.Id, "1")));
            Assert.That(await ada.NextAsync(), Is.EqualTo("""["e",{"channel":"a","message":1}]"""));
            Assert.That(await ada.NextAsync(), Is.EqualTo(Event("channel:leave", "a", ada.Id, "1")));
        }

        await ada.SettleAsync();
    }

    [Test]
    public async Task Echo_WithoutAnyWord_IsOn()
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("40" + new JsonObject { ["clientKey"] = _backend.Fixture.ClientKey }.ToJsonString());
        await socket.ReceiveAsync();
        await socket.SendAsync("""42["message",{"eventName":"e","message":1}]""");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("""42["e",{"channel":null,"message":1}]"""));
    }

    [Test]
    public async Task Leave_TellsThoseWhoStay()
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await bob.JoinAsync("room");
        await ada.JoinAsync("room");
        Assert.That(await bob.NextAsync(), Does.Contain("channel:join"));
        await ada.AskAsync("leave", new JsonObject { ["channel"] = "room" });
        await ada.AskAsync("leave", new JsonObject { ["channel"] = "room" });
        await ada.AskAsync("leave", new JsonObject { ["channel"] = "another" });
        Assert.That(await bob.NextAsync(), Is.EqualTo(Event("channel:leave", "room", ada.Id)));
        await bob.SettleAsync();
        await bob.SendAsync("room", "e", 1);
        await ada.SettleAsync();
    }

    [Test]
    public async Task Update_TellsEveryChannelAndWhoJoinsLater()
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        foreach (var channel in (string[])["a", "b"]) await ada.JoinAsync(channel);
        foreach (var channel in (string[])["a", "b"]) await bob.JoinAsync(channel);
        await ada.NextAsync();
        await ada.NextAsync();
        await bob.AskAsync("update", new JsonObject { ["data"] = new JsonObject { ["name"] = "Bob" } });
        Assert.That(
            new[] { await ada.NextAsync(), await ada.NextAsync() },
            Is.EquivalentTo(new[] { "a", "b" }.Select(channel => Event("channel:update", channel, bob.Id, """{"name":"Bob"}"""))));
        await ada.JoinAsync("c");
        await bob.JoinAsync("c");
        Assert.That(await ada.NextAsync(), Is.EqualTo(Event("channel:join", "c", bob.Id, """{"name":"Bob"}""")));
    }

    [TestCase("close")]
    [TestCase("41")]
    [TestCase("1")]
    [TestCase("abort")]
    public async Task Disconnect_InAnyWay_LeavesEveryChannel(string how)
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        foreach (var channel in (string[])["a", "b"]) await ada.JoinAsync(channel);
        foreach (var channel in (string[])["a", "b"]) await bob.JoinAsync(channel);
        await ada.NextAsync();
        await ada.NextAsync();
        if (how == "abort") bob.Raw.Abort();
        else if (how == "close") await bob.Raw.CloseAsync();
        else await bob.Raw.SendAsync(how);
        Assert.That(
            new[] { await ada.NextAsync(), await ada.NextAsync() },
            Is.EquivalentTo(new[] { "a", "b" }.Select(channel => Event("channel:leave", channel, bob.Id))));
        Assert.That(await MembersAsync("a"), Is.EqualTo($$"""[{"id":"{{ada.Id}}","data":null}]"""));
    }

    [Test]
    public async Task Members_AreListedOverHttpAndByTheOldEvent()
    {
        var ada = await _backend.ConnectAsync();
        await ada.JoinAsync("room");
        await ada.AskAsync("update", new JsonObject { ["data"] = "Ada" });
        var expected = $$"""[{"id":"{{ada.Id}}","data":"Ada"}]""";
        Assert.That(await MembersAsync("room"), Is.EqualTo(expected));
        Assert.That((await ada.AskAsync("members", new JsonObject { ["channel"] = "room" }))!.ToJsonString(), Is.EqualTo(JsonNode.Parse(expected)!.ToJsonString()));
        Assert.That(await MembersAsync("Room"), Is.EqualTo("[]"), "names are case-sensitive");
    }

    [TestCase("{}", "missing_required_value")]
    [TestCase("{\"channel\":null}", "missing_required_value")]
    [TestCase("{\"channel\":\" \"}", "missing_required_value")]
    [TestCase("{\"channel\":7}", "invalid_value")]
    [TestCase("{\"channel\":{}}", "invalid_value")]
    [TestCase("[]", "invalid_request_body_syntax")]
    public async Task Members_WithoutAChannel_IsAnError(string body, string code)
    {
        var answer = await _backend.Fixture.PostAsync("/_api/rest/v1/realtime/get-members", JsonNode.Parse(body));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, code)));
    }

    [Test]
    public async Task Members_NeedTheRightOfTheKey()
    {
        await using var backend = await RealtimeBackend.StartAsync(new AppDefinition { ClientKeys = [new ClientKeyDefinition { Key = "k", Rights = [ClientRights.Auth] }] });
        var answer = await backend.Fixture.SendAsync(
            "POST", "/_api/rest/v1/realtime/get-members", new JsonObject { ["channel"] = "a" }, null, ("X-Client-Key", "k"));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "not_authorized_module")));
    }

    [Test]
    public async Task Members_OfManyWithLongProfiles_AreStreamed()
    {
        var profile = new string('x', 60_000);
        for (var i = 0; i < 20; i++)
        {
            var client = await _backend.ConnectAsync();
            await client.JoinAsync("room");
            await client.EmitAsync("update", new JsonObject { ["data"] = profile });
        }

        JsonArray members = [];
        await Eventually.HoldsAsync(async () =>
        {
            members = (JsonArray)JsonNode.Parse(await MembersAsync("room"))!;
            return members.All(member => member!["data"] is not null);
        });
        Assert.That(members.Select(member => ((string)member!["data"]!).Length), Is.All.EqualTo(60_000).And.Exactly(20).Items);
    }

    private async Task<string> MembersAsync(string channel) =>
        (await _backend.Fixture.PostAsync("/_api/rest/v1/realtime/get-members", new JsonObject { ["channel"] = channel })).Text;

    private static string Event(string name, string channel, string id, string data = "null") =>
        $$$"""["{{{name}}}",{"channel":"{{{channel}}}","message":{"id":"{{{id}}}","data":{{{data}}}}}]""";
}
