using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Tests.Backend.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Protocol;

/// <summary>
/// The 32 scenarios of the test suite that Socket.IO publishes for revision 5 of its protocol, against our backend. Where the suite
/// wants a server that answers with events of its own, ours relays a broadcast; it has one namespace, so that the others are refused.
/// </summary>
public sealed class SocketProtocolTests
{
    private static readonly TimeSpan PingInterval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly string[] HandshakeMembers = ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"];

    private RealtimeBackend _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await RealtimeBackend.StartAsync(options => options with
    {
        Realtime = new RealtimeSettings { PingInterval = PingInterval, PingTimeout = PingTimeout, ConnectTimeout = TimeSpan.FromMilliseconds(400) },
    });

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    /* Engine.IO below */

    [Test]
    public async Task Handshake_OverPolling_OpensASession() =>
        RequireHandshake((await _backend.Polling.GetAsync("EIO=4&transport=polling")).Text, "[\"websocket\"]");

    [Test]
    public async Task Handshake_OverWebSocket_OpensASession()
    {
        using var socket = await OpenAsync("EIO=4&transport=websocket");
        RequireHandshake((await socket.ReceiveAsync())!, "[]");
    }

    [TestCase("GET", "transport=polling")]
    [TestCase("GET", "EIO=abc&transport=polling")]
    [TestCase("GET", "EIO=4")]
    [TestCase("GET", "EIO=4&transport=abc")]
    [TestCase("POST", "EIO=4&transport=polling")]
    [TestCase("PUT", "EIO=4&transport=polling")]
    public async Task Handshake_OverPolling_ThatIsWrong_Fails(string method, string query) =>
        Assert.That((await _backend.Polling.SendAsync(method, query)).Status, Is.EqualTo(400));

    [TestCase("transport=websocket")]
    [TestCase("EIO=abc&transport=websocket")]
    [TestCase("EIO=4")]
    [TestCase("EIO=4&transport=abc")]
    public async Task Handshake_OverWebSocket_ThatIsWrong_Fails(string query) =>
        await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync(query));

    [Test]
    public async Task Heartbeat_OverPolling_KeepsTheSession()
    {
        var sid = await _backend.Polling.OpenAsync();
        Assert.That((await _backend.Polling.PostAsync(sid, Connect)).Text, Is.EqualTo("ok"));
        Assert.That((await _backend.Polling.PollAsync(sid)).Text, Does.StartWith("40{"));
        for (var i = 0; i < 3; i++)
        {
            _backend.Time.Advance(PingInterval);
            Assert.That((await _backend.Polling.PollAsync(sid)).Text, Is.EqualTo("2"));
            Assert.That((await _backend.Polling.PostAsync(sid, "3")).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Heartbeat_OverPolling_Unanswered_ClosesTheSession()
    {
        var sid = await _backend.Polling.OpenAsync();
        await _backend.Polling.PostAsync(sid, Connect);
        _backend.Time.Advance(PingInterval + PingTimeout);
        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Heartbeat_OverWebSocket_KeepsTheSession()
    {
        using var client = await _backend.ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            _backend.Time.Advance(PingInterval);
            Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo("2"));
            await client.Raw.SendAsync("3");
            await client.SettleAsync();
        }
    }

    [Test]
    public async Task Heartbeat_OverWebSocket_Unanswered_ClosesTheSession()
    {
        using var client = await _backend.ConnectAsync();
        _backend.Time.Advance(PingInterval + PingTimeout);
        Assert.That(await client.Raw.ReceiveToEndAsync(), Is.SubsetOf(new[] { "2" }));
    }

    [Test]
    public async Task Close_OverPolling_EndsTheSession()
    {
        var sid = await _backend.Polling.OpenAsync();
        Assert.That((await _backend.Polling.PostAsync(sid, "1")).Status, Is.EqualTo(200));
        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Close_OverWebSocket_EndsTheSession()
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("1");
        Assert.That(await socket.ReceiveAsync(), Is.Null);
    }

    [Test]
    public async Task Upgrade_KeepsTheSessionAndRefusesTheOldTransportAndASecondSocket()
    {
        var sid = await _backend.Polling.OpenAsync();
        await _backend.Polling.PostAsync(sid, Connect);
        using var socket = await OpenAsync("EIO=4&transport=websocket&sid=" + sid);
        await socket.SendAsync("2probe");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("3probe"));
        Assert.That((await _backend.Polling.PollAsync(sid)).Text, Does.StartWith("40{"));
        await socket.SendAsync("5");
        await socket.SendAsync("427" + """["members",{"channel":"x"}]""");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("437[[]]"));

        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
        using var second = await OpenAsync("EIO=4&transport=websocket&sid=" + sid);
        Assert.That(await second.ReceiveAsync(), Is.Null);
        await socket.SendAsync("428" + """["members",{"channel":"x"}]""");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("438[[]]"));
    }

    /* connect */

    [Test]
    public async Task Connect_ToTheMainNamespace_IsAnsweredWithAnId()
    {
        using var socket = await _backend.OpenAsync();
        var answer = (JsonObject)JsonNode.Parse((await _backend.ConnectAsync(socket, null))![2..])!;
        Assert.That(answer.Select(member => member.Key), Is.EqualTo(new[] { "sid" }));
        Assert.That((string?)answer["sid"], Is.Not.Empty);
    }

    [Test]
    public async Task Connect_WithoutAPayload_IsAnswered()
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("40");
        Assert.That(await socket.ReceiveAsync(), Does.StartWith("44{"), "our backend wants a client key");
    }

    [TestCase("40/custom,", "44/custom,")]
    [TestCase("""40/custom,{"token":"abc"}""", "44/custom,")]
    [TestCase("40/random", "44/random,")]
    public async Task Connect_ToAnotherNamespace_IsRefused(string packet, string head)
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync(packet);
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo(head + """{"message":"Invalid namespace"}"""));
        Assert.That(await _backend.ConnectAsync(socket, null), Does.StartWith("40{"), "the main namespace is as usable as before");
    }

    [TestCase("4abc")]
    [TestCase("40{")]
    [TestCase("42[\"message\",{}]", Description = "before the connection")]
    public async Task Connect_ThatIsNone_ClosesTheConnection(string packet)
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync(packet);
        Assert.That(await socket.ReceiveAsync(), Is.Null);
    }

    [Test]
    public async Task Connect_ThatNeverComes_ClosesTheConnection()
    {
        using var socket = await _backend.OpenAsync();
        _backend.Time.Advance(PingInterval);
        await socket.SendAsync("3");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("2"));
        _backend.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.That(await socket.ReceiveToEndAsync(), Is.Empty);
        Assert.That(socket.CloseStatus, Is.EqualTo(WebSocketCloseStatus.NormalClosure));
    }

    /* disconnect */

    [Test]
    public async Task Disconnect_FromTheMainNamespace_LeavesTheConnectionBelowOpen()
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync("41");
        await client.Raw.SendAsync("40/random");
        Assert.That(await client.Raw.ReceiveAsync(), Does.StartWith("44/random,"), "it is dealt with");
        _backend.Time.Advance(PingInterval);
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo("2"));
    }

    [Test]
    public async Task Disconnect_FromANamespaceNobodyIsIn_ClosesTheConnection()
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync("41/custom");
        Assert.That(await client.Raw.ReceiveAsync(), Is.Null);
    }

    /* message */

    [Test]
    public async Task Message_OfText_IsRelayed()
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync("""42["message",{"eventName":"back","message":[1,"2",{"3":[true]}],"echo":true}]""");
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo("""42["back",{"channel":null,"message":[1,"2",{"3":[true]}]}]"""));
    }

    [Test]
    public async Task Message_WithAttachments_IsRelayed()
    {
        using var client = await _backend.ConnectAsync();
        const string parts = """[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""";
        await client.Raw.SendAsync($$"""452-["message",{"eventName":"back","message":{{parts}},"echo":true}]""");
        await client.Raw.SendAsync([1, 2, 3]);
        await client.Raw.SendAsync([4, 5, 6]);
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo($$"""452-["back",{"channel":null,"message":{{parts}}}]"""));
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo("bAQID"));
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo("bBAUG"));
    }

    [Test]
    public async Task Message_WithAnAcknowledgement_IsAnswered()
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync("""42456["message",{"eventName":"back","message":1}]""");
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo("""43456[{"ok":true}]"""));
    }

    [Test]
    public async Task Message_WithAttachmentsAndAnAcknowledgement_IsAnswered()
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync("""451-789["message",{"eventName":"back","message":{"_placeholder":true,"num":0}}]""");
        await client.Raw.SendAsync([1, 2, 3]);
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo("""43789[{"ok":true}]"""));
    }

    [TestCase("4abc", Description = "unknown type")]
    [TestCase("42{}", Description = "wrong payload")]
    [TestCase("42abc[\"message\",1]", Description = "wrong acknowledgement id")]
    [TestCase("42[\"message\",{]", Description = "no JSON")]
    [TestCase("42[\"connect\",{}]", Description = "reserved name")]
    [TestCase("42[]", Description = "no name")]
    [TestCase("450-[\"message\",{}]", Description = "no attachments announced")]
    [TestCase("4511-[\"message\",{}]", Description = "too many attachments announced")]
    [TestCase("40{}", Description = "connected already")]
    public async Task Packet_ThatIsWrong_ClosesTheConnection(string packet)
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync(packet);
        Assert.That(await client.Raw.ReceiveAsync(), Is.Null);
    }

    [Test]
    public async Task Attachment_ThatNobodyAnnounced_ClosesTheConnection()
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync([1]);
        Assert.That(await client.Raw.ReceiveAsync(), Is.Null);
    }

    [Test]
    public async Task Text_WhereAnAttachmentIsDue_ClosesTheConnection()
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync("""451-["message",{"eventName":"e","message":{"_placeholder":true,"num":0}}]""");
        await client.Raw.SendAsync("""42["message",{"eventName":"e"}]""");
        Assert.That(await client.Raw.ReceiveAsync(), Is.Null);
    }

    [Test]
    public async Task Attachment_ThatIsEmpty_IsRelayed()
    {
        using var client = await _backend.ConnectAsync();
        await client.Raw.SendAsync("""451-["message",{"eventName":"e","message":{"_placeholder":true,"num":0},"echo":true}]""");
        await client.Raw.SendAsync([]);
        Assert.That(await client.Raw.ReceiveAsync(), Does.StartWith("451-[\"e\""));
        Assert.That(await client.Raw.ReceiveAsync(), Is.EqualTo("b"));
    }

    private string Connect => "40" + new JsonObject { ["clientKey"] = _backend.Fixture.ClientKey }.ToJsonString();

    private Task<RawSocket> OpenAsync(string query) => RawSocket.OpenAsync(_backend.Fixture.Url + "/socket.io/?" + query);

    private static void RequireHandshake(string text, string upgrades)
    {
        var handshake = (JsonObject)JsonNode.Parse(text[1..])!;
        Assert.That(handshake.Select(member => member.Key), Is.EquivalentTo(HandshakeMembers));
        Assert.That(handshake["upgrades"]!.ToJsonString(), Is.EqualTo(upgrades));
        Assert.That(((int)handshake["pingInterval"]!, (int)handshake["pingTimeout"]!), Is.EqualTo((300, 200)));
        Assert.That((int)handshake["maxPayload"]!, Is.EqualTo((1 << 20) + (64 << 10)), "a message of 1 MiB and what is around it");
    }
}
