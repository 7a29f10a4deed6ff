using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Realtime;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>Messages: to whom, in which form, and which are refused (realtime §3, §5.1).</summary>
public sealed class MessageTests
{
    private RealtimeBackend _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await RealtimeBackend.StartAsync(options => options with
    {
        App = new AppDefinition { Limits = new LimitsDefinition { RealtimeMessageBytes = 1000 } },
        Realtime = new RealtimeSettings { ChannelsPerSocket = 3 },
    });

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [TestCase("1")]
    [TestCase("null")]
    [TestCase("\"text \\u00e9 \\ud83c\\udf88\"")]
    [TestCase("{\"a\":[1.50,-0,1e400,123456789012345678901234567890,true],\"b\":{}}")]
    [TestCase("\"2024-01-01T00:00:00Z\"")]
    public async Task Message_ToAChannel_ReachesItsMembersAsItWasSent(string message)
    {
        var (ada, bob, eve) = (await _backend.ConnectAsync(), await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await bob.JoinAsync("room");
        await eve.JoinAsync("another room");
        await ada.Raw.SendAsync($$"""42["message",{"channel":"room","eventName":"e","message":{{message}},"echo":null}]""");
        Assert.That(await bob.NextAsync(), Is.EqualTo($$"""["e",{"channel":"room","message":{{message}}}]"""), "not a member oneself is no obstacle");
        await ada.SettleAsync();
        await eve.SettleAsync();
    }

    [TestCase("")]
    [TestCase(",\"channel\":null")]
    public async Task Message_WithoutAChannel_ReachesEverybody(string channel)
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await ada.Raw.SendAsync($$"""42["message",{"eventName":"e","message":2{{channel}}}]""");
        Assert.That(await bob.NextAsync(), Is.EqualTo("""["e",{"channel":null,"message":2}]"""));
    }

    [Test]
    public async Task Message_ThatIsAbsent_IsNull()
    {
        var ada = await _backend.ConnectAsync();
        await ada.Raw.SendAsync("""42["message",{"eventName":"e","echo":true}]""");
        Assert.That(await ada.NextAsync(), Is.EqualTo("""["e",{"channel":null,"message":null}]"""));
    }

    [Test]
    public async Task Messages_KeepTheirOrder()
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await bob.JoinAsync("room");
        for (var i = 0; i < 500; i++) await ada.Raw.SendAsync($$"""42["message",{"channel":"room","eventName":"n","message":{{i}}}]""");
        for (var i = 0; i < 500; i++) Assert.That(await bob.NextAsync(), Is.EqualTo($$"""["n",{"channel":"room","message":{{i}}}]"""));
    }

    [TestCase("""{"message":1}""", "missing_required_value")]
    [TestCase("""{"eventName":" ","message":1}""", "missing_required_value")]
    [TestCase("""{"eventName":7,"message":1}""", "invalid_value")]
    [TestCase("""{"eventName":"e","channel":"","message":1}""", "missing_required_value")]
    [TestCase("""{"eventName":"e","channel":5,"message":1}""", "invalid_value")]
    [TestCase("""{"eventName":"\ud800","message":1}""", "invalid_value")]
    [TestCase("""{"eventName":"e","channel":"\udc00x","message":1}""", "invalid_value")]
    [TestCase("""{"eventName":"connect","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"connect_error","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"disconnect","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"disconnecting","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"newListener","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"removeListener","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"disc\u006fnnect","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"channel:join","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"user:signin","message":1}""", "reserved_event_name")]
    [TestCase("""{"eventName":"altogic:error","message":1}""", "reserved_event_name")]
    [TestCase("17", "invalid_value")]
    [TestCase("[]", "invalid_value")]
    [TestCase("null", "invalid_value")]
    public async Task Message_ThatCannotBeSent_IsRefusedToItsSenderAlone(string body, string code)
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await ada.Raw.SendAsync($$"""42["message",{{body}}]""");
        RequireError(await ada.NextAsync(), code, "message");
        await ada.Raw.SendAsync($$"""425["message",{{body}}]""");
        var answer = JsonNode.Parse((await ada.Raw.ReceiveAsync())!["435".Length..])![0]!;
        Assert.That(((bool)answer["ok"]!, (string?)answer["code"]), Is.EqualTo((false, code)), "who wants an answer gets it there");
        await ada.SettleAsync();
        await bob.SettleAsync();
    }

    [Test]
    public async Task Names_MayHave256Characters()
    {
        var ada = await _backend.ConnectAsync();
        var name = new string('é', 256);
        Assert.That((bool)(await ada.AskAsync("join", new JsonObject { ["channel"] = name }))!["ok"]!, Is.True);
        foreach (var body in (JsonObject[])[new() { ["channel"] = name + "x" }, new() { ["channel"] = name + "x", ["eventName"] = "e" }])
        {
            var answer = await ada.AskAsync(body.ContainsKey("eventName") ? "message" : "join", body);
            Assert.That((string?)answer!["code"], Is.EqualTo("invalid_value"));
        }
    }

    [Test]
    public async Task Sizes_AreLimited()
    {
        var ada = await _backend.ConnectAsync();
        Assert.That((bool)(await ada.AskAsync("message", Message(new string('x', 998))))!["ok"]!, Is.True);
        Assert.That((string?)(await ada.AskAsync("message", Message(new string('x', 999))))!["code"], Is.EqualTo("content_too_large"));
        Assert.That((string?)(await ada.AskAsync("update", new JsonObject { ["data"] = new string('x', 999) }))!["code"], Is.EqualTo("content_too_large"));
        await ada.Raw.SendAsync("""451-9["message",{"eventName":"e","message":{"_placeholder":true,"num":0}}]""");
        await ada.Raw.SendAsync(new byte[990]);
        Assert.That(await ada.Raw.ReceiveAsync(), Does.Contain("content_too_large"), "attachments count too");
    }

    [Test]
    public async Task Channels_OfOneConnection_AreLimited()
    {
        var ada = await _backend.ConnectAsync();
        foreach (var channel in (string[])["a", "b", "c", "a"]) Assert.That((bool)(await ada.AskAsync("join", Channel(channel)))!["ok"]!, Is.True);
        Assert.That((string?)(await ada.AskAsync("join", Channel("d")))!["code"], Is.EqualTo("too_many_channels"));
        await ada.AskAsync("leave", Channel("a"));
        Assert.That((bool)(await ada.AskAsync("join", Channel("d")))!["ok"]!, Is.True);
    }

    [TestCase("join", "{}", "missing_required_value")]
    [TestCase("leave", "{\"channel\":null}", "missing_required_value")]
    [TestCase("join", "\"room\"", "invalid_value")]
    [TestCase("update", "7", "invalid_value")]
    [TestCase("shout", "{}", "unknown_event")]
    public async Task Events_WithoutWhatTheyNeed_AreRefused(string name, string body, string code)
    {
        var ada = await _backend.ConnectAsync();
        await ada.Raw.SendAsync($$"""42["{{name}}",{{body}}]""");
        RequireError(await ada.NextAsync(), code, name == "shout" ? "" : name);
    }

    [TestCase("""{"_placeholder":true,"num":1}""")]
    [TestCase("""{"_placeholder":true,"num":-1}""")]
    [TestCase("""{"_placeholder":true}""")]
    [TestCase("""[{"a":{"_placeholder":true,"num":"0"}}]""")]
    public async Task Attachments_ThatDoNotFit_AreNotPassedOn(string message)
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await ada.Raw.SendAsync($$"""451-["message",{"eventName":"e","message":{{message}}}]""");
        await ada.Raw.SendAsync([1]);
        RequireError(await ada.NextAsync(), "invalid_value", "message");
        await bob.SettleAsync();
    }

    [Test]
    public async Task Profile_WithAttachments_IsPassedOnWithThem()
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await bob.JoinAsync("room");
        await ada.Raw.SendAsync("""451-["update",{"data":{"icon":{"_placeholder":true,"num":0}}}]""");
        await ada.Raw.SendAsync([9]);
        await ada.JoinAsync("room");
        Assert.That(await bob.Raw.ReceiveAsync(), Does.StartWith("451-[\"channel:join\"").And.Contain("_placeholder"));
        Assert.That(await bob.Raw.ReceiveAsync(), Is.EqualTo("bCQ=="));
    }

    private static JsonObject Message(string text) => new() { ["eventName"] = "e", ["message"] = text };

    private static JsonObject Channel(string name) => new() { ["channel"] = name };

    private static void RequireError(string text, string code, string name)
    {
        var error = JsonNode.Parse(text)!;
        Assert.That((string?)error[0], Is.EqualTo("altogic:error"));
        Assert.That(((string?)error[1]!["code"], (string?)error[1]!["event"]), Is.EqualTo((code, name)));
        Assert.That((string?)error[1]!["message"], Is.Not.Empty);
    }
}
