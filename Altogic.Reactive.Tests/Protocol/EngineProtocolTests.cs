using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Protocol;

/// <summary>The 25 scenarios of the test suite that Engine.IO publishes for revision 4 of its protocol, against our server.</summary>
public sealed class EngineProtocolTests
{
    private static readonly string[] HandshakeMembers = ["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"];

    private EngineFixture _engine = null!;

    [SetUp]
    public async Task Start() => _engine = await EngineFixture.StartAsync();

    [TearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    /* handshake */

    [Test]
    public async Task Handshake_OverPolling_OpensASession()
    {
        var answer = await _engine.Polling.GetAsync("EIO=4&transport=polling");
        Assert.That(answer.Status, Is.EqualTo(200));
        RequireHandshake(answer.Text, "[\"websocket\"]");
    }

    [TestCase("transport=polling")]
    [TestCase("EIO=abc&transport=polling")]
    public async Task Handshake_OverPolling_WithAnotherVersion_Fails(string query) =>
        Assert.That((await _engine.Polling.GetAsync(query)).Status, Is.EqualTo(400));

    [TestCase("EIO=4")]
    [TestCase("EIO=4&transport=abc")]
    public async Task Handshake_WithAnotherTransport_Fails(string query) =>
        Assert.That((await _engine.Polling.GetAsync(query)).Status, Is.EqualTo(400));

    [TestCase("POST")]
    [TestCase("PUT")]
    public async Task Handshake_WithAnotherMethod_Fails(string method) =>
        Assert.That((await _engine.Polling.SendAsync(method, "EIO=4&transport=polling")).Status, Is.EqualTo(400));

    [Test]
    public async Task Handshake_OverWebSocket_OpensASession()
    {
        using var socket = await _engine.OpenAsync();
        RequireHandshake((await socket.ReceiveAsync())!, "[]");
    }

    [TestCase("transport=websocket")]
    [TestCase("EIO=abc&transport=websocket")]
    public async Task Handshake_OverWebSocket_WithAnotherVersion_Fails(string query) =>
        await Assert.ThrowsAsync<WebSocketException>(() => _engine.OpenAsync(query));

    [TestCase("EIO=4")]
    [TestCase("EIO=4&transport=abc")]
    public async Task Handshake_OverWebSocket_WithAnotherTransport_Fails(string query) =>
        await Assert.ThrowsAsync<WebSocketException>(() => _engine.OpenAsync(query));

    /* message */

    [TestCase("4hello")]
    [TestCase("4test1\u001e4test2\u001e4test3")]
    [TestCase("4hello\u001ebAQIDBA==")]
    public async Task Messages_OverPolling_AreSentAndReceived(string payload)
    {
        var sid = await _engine.Polling.OpenAsync();
        var pushed = await _engine.Polling.PostAsync(sid, payload);
        Assert.That((pushed.Status, pushed.Text), Is.EqualTo((200, "ok")));
        var polled = await _engine.Polling.PollAsync(sid);
        Assert.That((polled.Status, polled.Text), Is.EqualTo((200, payload)));
    }

    [Test]
    public async Task Message_OverPolling_ThatIsNoPacket_ClosesTheSession()
    {
        var sid = await _engine.Polling.OpenAsync();
        Assert.That((await _engine.Polling.PostAsync(sid, "abc")).Status, Is.EqualTo(400));
        Assert.That((await _engine.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Polls_ThatOverlap_CloseTheSession()
    {
        var sid = await _engine.Polling.OpenAsync();
        Task<Answer>[] polls = [_engine.Polling.PollAsync(sid), _engine.Polling.PollAsync(sid)];
        var answers = (await Task.WhenAll(polls)).OrderBy(answer => answer.Status).ToArray();
        Assert.That((answers[0].Status, answers[0].Text), Is.EqualTo((200, "1")), "whichever came first");
        Assert.That(answers[1].Status, Is.EqualTo(400));
        Assert.That((await _engine.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Poll_ThatIsCancelled_ClosesTheSession()
    {
        var sid = await _engine.Polling.OpenAsync();
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, _engine.Port);
        await socket.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET /socket.io/?{EngineHttp.Of(sid)} HTTP/1.1\r\nHost: x\r\n\r\n"));
        socket.Close();

        // The server notices a closed connection when it does; until then another poll would be an overlapping one.
        await Eventually.HoldsAsync(() => _engine.Server.Find(sid) is null);
        var answer = await _engine.Polling.PollAsync(sid);
        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Text, Does.Contain("Session ID unknown"));
    }

    [Test]
    public async Task TextMessage_OverWebSocket_IsSentAndReceived()
    {
        using var socket = await _engine.OpenSessionAsync();
        await socket.SendAsync("4hello");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("4hello"));
    }

    [Test]
    public async Task BinaryMessage_OverWebSocket_IsSentAndReceived()
    {
        using var socket = await _engine.OpenSessionAsync();
        await socket.SendAsync([1, 2, 3, 4]);
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("bAQIDBA=="));
    }

    [Test]
    public async Task Message_OverWebSocket_ThatIsNoPacket_ClosesTheSession()
    {
        using var socket = await _engine.OpenSessionAsync();
        await socket.SendAsync("abc");
        Assert.That(await socket.ReceiveAsync(), Is.Null);
    }

    /* heartbeat */

    [Test]
    public async Task Heartbeat_OverPolling_KeepsTheSession()
    {
        var sid = await _engine.Polling.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            _engine.Time.Advance(EngineFixture.PingInterval);
            var polled = await _engine.Polling.PollAsync(sid);
            Assert.That((polled.Status, polled.Text), Is.EqualTo((200, "2")));
            Assert.That((await _engine.Polling.PostAsync(sid, "3")).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Heartbeat_OverPolling_Unanswered_ClosesTheSession()
    {
        var sid = await _engine.Polling.OpenAsync();
        _engine.Time.Advance(EngineFixture.PingInterval + EngineFixture.PingTimeout);
        Assert.That((await _engine.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Heartbeat_OverWebSocket_KeepsTheSession()
    {
        using var socket = await _engine.OpenSessionAsync();
        for (var i = 0; i < 3; i++)
        {
            _engine.Time.Advance(EngineFixture.PingInterval);
            Assert.That(await socket.ReceiveAsync(), Is.EqualTo("2"));
            await socket.SendAsync("3");
            await socket.SendAsync("4settled");
            Assert.That(await socket.ReceiveAsync(), Is.EqualTo("4settled"));
        }
    }

    [Test]
    public async Task Heartbeat_OverWebSocket_Unanswered_ClosesTheSession()
    {
        using var socket = await _engine.OpenSessionAsync();
        _engine.Time.Advance(EngineFixture.PingInterval + EngineFixture.PingTimeout);
        Assert.That(await socket.ReceiveToEndAsync(), Is.SubsetOf(new[] { "2" }));
        Assert.That(_engine.Server.Count, Is.Zero);
    }

    /* close */

    [Test]
    public async Task Close_OverPolling_EndsTheSession()
    {
        var sid = await _engine.Polling.OpenAsync();
        var poll = _engine.Polling.PollAsync(sid);
        var (polled, pushed) = (poll, await _engine.Polling.PostAsync(sid, "1"));
        Assert.That(pushed.Status, Is.EqualTo(200));

        // Only a poll that was there already is released; one that came too late finds no session.
        Assert.That((await polled).Text, Is.EqualTo("6").Or.Contains("Session ID unknown"));
        Assert.That((await _engine.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Close_OverWebSocket_EndsTheSession()
    {
        using var socket = await _engine.OpenSessionAsync();
        await socket.SendAsync("1");
        Assert.That(await socket.ReceiveAsync(), Is.Null);
        Assert.That(socket.CloseStatus, Is.EqualTo(WebSocketCloseStatus.NormalClosure));
    }

    /* upgrade */

    [Test]
    public async Task Upgrade_FromPollingToWebSocket_Succeeds()
    {
        var sid = await _engine.Polling.OpenAsync();
        using var socket = await _engine.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("3probe"));
        var polled = await _engine.Polling.PollAsync(sid);
        Assert.That((polled.Status, polled.Text), Is.EqualTo((200, "6")));
        await socket.SendAsync("5");
        await socket.SendAsync("4hello");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("4hello"));
    }

    [Test]
    public async Task Upgrade_Done_RefusesPolling()
    {
        var (sid, socket) = await UpgradeAsync();
        using (socket)
        {
            Assert.That((await _engine.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
            await socket.SendAsync("4hello");
            Assert.That(await socket.ReceiveAsync(), Is.EqualTo("4hello"));
        }
    }

    [Test]
    public async Task Upgrade_Done_RefusesAnotherWebSocket()
    {
        var (sid, socket) = await UpgradeAsync();
        using (socket)
        using (var second = await _engine.UpgradeAsync(sid))
        {
            Assert.That(await second.ReceiveAsync(), Is.Null);
            await socket.SendAsync("4hello");
            Assert.That(await socket.ReceiveAsync(), Is.EqualTo("4hello"));
        }
    }

    private async Task<(string Sid, RawSocket Socket)> UpgradeAsync()
    {
        var sid = await _engine.Polling.OpenAsync();
        var socket = await _engine.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("3probe"));
        await socket.SendAsync("5");
        await socket.SendAsync("4settled");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("4settled"));
        return (sid, socket);
    }

    private static void RequireHandshake(string text, string upgrades)
    {
        Assert.That(text, Does.StartWith("0"));
        var handshake = (JsonObject)JsonNode.Parse(text[1..])!;
        Assert.That(handshake.Select(member => member.Key), Is.EquivalentTo(HandshakeMembers));
        Assert.That((string?)handshake["sid"], Is.Not.Empty);
        Assert.That(handshake["upgrades"]!.ToJsonString(), Is.EqualTo(upgrades));
        Assert.That(((int)handshake["pingInterval"]!, (int)handshake["pingTimeout"]!, (int)handshake["maxPayload"]!), Is.EqualTo((300, 200, 1_000_000)));
    }
}
