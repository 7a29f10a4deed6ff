using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Realtime;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>Messages that the app's own code sends.</summary>
public sealed class PublishTests
{
    private const string Path = "/_admin/v1/realtime/publish";
    private RealtimeBackend _backend = null!;
    private ServiceContext? _seen;

    [SetUp]
    public async Task Start() => _backend = await RealtimeBackend.StartAsync(options => options with
    {
        App = new AppDefinition
        {
            ApiKeys = [new ApiKeyDefinition { Key = "server" }],
            Endpoints = [new EndpointDefinition { Method = "GET", Path = "shout", Service = "shout" }],
            Limits = new LimitsDefinition { RealtimeMessageBytes = 100 },
        },
        Services = new Dictionary<string, Func<ServiceContext, CancellationToken, Task<ServiceResponse>>>
        {
            ["shout"] = (context, _) =>
            {
                _seen = context;
                context.Realtime.Broadcast("shout", context.Name);
                return Task.FromResult(ServiceResponse.Json(null));
            },
        },
    });

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task Embedded_SendAndBroadcast_HaveTheFormOfAClientsMessage()
    {
        var (ada, bob) = (await _backend.ConnectAsync(), await _backend.ConnectAsync());
        await ada.JoinAsync("room");
        _backend.Fixture.Backend.Realtime.Send("room", "chat", new JsonObject { ["a"] = "é" });
        _backend.Fixture.Backend.Realtime.Broadcast("news", null);
        Assert.That(await ada.NextAsync(), Is.EqualTo("""["chat",{"channel":"room","message":{"a":"é"}}]"""));
        Assert.That(await ada.NextAsync(), Is.EqualTo("""["news",{"channel":null,"message":null}]"""));
        Assert.That(await bob.NextAsync(), Is.EqualTo("""["news",{"channel":null,"message":null}]"""));
    }

    [Test]
    public async Task Http_WithAnApiKey_Publishes()
    {
        var ada = await _backend.ConnectAsync();
        await ada.JoinAsync("room");
        foreach (var body in (JsonObject[])[new() { ["channel"] = "room", ["eventName"] = "e", ["message"] = 1 }, new() { ["eventName"] = "e" }])
        {
            var answer = await _backend.Fixture.SendAsync("POST", Path, body, null, ("Authorization", "Bearer server"));
            Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "null")));
        }

        Assert.That(await ada.NextAsync(), Is.EqualTo("""["e",{"channel":"room","message":1}]"""));
        Assert.That(await ada.NextAsync(), Is.EqualTo("""["e",{"channel":null,"message":null}]"""));
    }

    [TestCase("server", "{}", 400, "missing_required_value")]
    [TestCase("server", "{\"eventName\":7}", 400, "invalid_value")]
    [TestCase("server", "{\"eventName\":\"e\",\"channel\":\"\"}", 400, "missing_required_value")]
    [TestCase("server", "{\"eventName\":\"e\",\"channel\":[]}", 400, "invalid_value")]
    [TestCase("server", "{\"eventName\":\"user:signin\"}", 400, "reserved_event_name")]
    [TestCase("server", "{\"eventName\":\"e\",\"message\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}", 413, "content_too_large")]
    [TestCase("stranger", "{\"eventName\":\"e\"}", 401, "invalid_API_key")]
    [TestCase(null, "{\"eventName\":\"e\"}", 401, "missing_API_key")]
    public async Task Http_ThatIsNotAllowed_IsRefused(string? key, string body, int status, string code)
    {
        var answer = await _backend.Fixture.SendAsync("POST", Path, JsonNode.Parse(body), null, ("Authorization", key));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)));
    }

    [Test]
    public void Embedded_WithNamesThatCannotBe_Throws()
    {
        var realtime = _backend.Fixture.Backend.Realtime;
        Assert.Throws<ArgumentNullException>(() => realtime.Send(null!, "e", 1));
        Assert.Throws<ArgumentNullException>(() => realtime.Broadcast(null!, 1));
        Assert.Throws<ArgumentException>(() => realtime.Send(" ", "e", 1));
        Assert.Throws<ArgumentException>(() => realtime.Broadcast("", 1));
        Assert.Throws<ArgumentException>(() => realtime.Broadcast("connect", 1));
        Assert.Throws<ArgumentException>(() => realtime.Broadcast(new string('x', 257), 1));
        Assert.Throws<ArgumentException>(() => realtime.Broadcast("\ud800", 1));
        Assert.Throws<ArgumentException>(() => realtime.Broadcast("e", new string('x', 100)));
    }

    [Test]
    public async Task Service_BehindAnEndpoint_CanPublish()
    {
        var ada = await _backend.ConnectAsync();
        Assert.That((await _backend.Fixture.GetAsync("/shout")).Status, Is.EqualTo(200));
        Assert.That(await ada.NextAsync(), Is.EqualTo("""["shout",{"channel":null,"message":"shout"}]"""));
        Assert.That(_seen!.Trigger, Is.EqualTo("endpoint"));
        Assert.Throws<InvalidOperationException>(() => new ServiceContext { Trigger = "task", Name = "x" }.Realtime.Broadcast("e", 1));
    }

    [Test]
    public async Task Forwarded_EventsOfTheBackendItself_MayHaveReservedNames()
    {
        var ada = await _backend.ConnectAsync();
        await ada.JoinAsync("jobs");
        Assert.That(_backend.Fixture.Service<RealtimePublishing>().Forward("jobs", "altogic:task", 1), Is.Null);
        Assert.That(await ada.NextAsync(), Is.EqualTo("""["altogic:task",{"channel":"jobs","message":1}]"""));
    }
}
