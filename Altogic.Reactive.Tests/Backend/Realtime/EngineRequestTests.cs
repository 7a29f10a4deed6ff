using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>The requests below <c>/socket.io/</c>, whatever is in them (realtime §7).</summary>
public sealed class EngineRequestTests
{
    private RealtimeBackend _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await RealtimeBackend.StartAsync(options => options with
    {
        App = new AppDefinition { Limits = new LimitsDefinition { RealtimeMessageBytes = 1024 } },
    });

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [TestCase("GET", "EIO=4", 0, "Transport unknown")]
    [TestCase("GET", "EIO=4&transport=webtransport", 0, "Transport unknown")]
    [TestCase("GET", "EIO=4&transport=polling&sid=nobody", 1, "Session ID unknown")]
    [TestCase("POST", "EIO=4&transport=polling&sid=nobody", 1, "Session ID unknown")]
    [TestCase("POST", "EIO=4&transport=polling", 2, "Bad handshake method")]
    [TestCase("DELETE", "EIO=3&transport=polling", 2, "Bad handshake method", Description = "the method comes first")]
    [TestCase("GET", "EIO=4&transport=websocket", 3, "Bad request", Description = "no upgrade")]
    [TestCase("GET", "EIO=3&transport=polling", 5, "Unsupported protocol version")]
    [TestCase("GET", "transport=polling", 5, "Unsupported protocol version")]
    public async Task Refusals_HaveTheirCodes(string method, string query, int code, string message)
    {
        var answer = await _backend.Polling.SendAsync(method, query);
        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.ContentType, Is.EqualTo("application/json"));
        Assert.That(answer.Text, Is.EqualTo(new JsonObject { ["code"] = code, ["message"] = message }.ToJsonString()));
    }

    [Test]
    public async Task Origin_ThatIsNoHeaderText_IsRefused()
    {
        var request = "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nOrigin: http://🎈\r\nConnection: close\r\n\r\n";
        var answer = RawHttp.Parse(await RawHttp.SendAsync(new Uri(_backend.Fixture.Url).Port, Encoding.UTF8.GetBytes(request), hangUp: false));
        Assert.That((answer.Status, answer.Body), Is.EqualTo((400, """{"code":3,"message":"Bad request"}""")));
    }

    [TestCase("websocket", "8", "AAAAAAAAAAAAAAAAAAAAAA==")]
    [TestCase("websocket", "13", "short")]
    [TestCase("websocket", "13", null)]
    [TestCase("h2c", "13", "AAAAAAAAAAAAAAAAAAAAAA==")]
    public async Task Upgrade_ThatIsNoWebSockets_IsRefused(string upgrade, string version, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/socket.io/?EIO=4&transport=websocket");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", upgrade);
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", version);
        if (key is not null) request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", key);
        var answer = await _backend.Fixture.SendAsync(request);
        Assert.That((answer.Status, answer.Text), Is.EqualTo((400, """{"code":3,"message":"Bad request"}""")));
    }

    [Test]
    public async Task Method_ThatASessionDoesNotKnow_IsRefused()
    {
        var sid = await _backend.Polling.OpenAsync();
        var answer = await _backend.Polling.SendAsync("PUT", EngineHttp.Of(sid));
        Assert.That(((int)answer.Json!["code"]!, answer.Status), Is.EqualTo((3, 400)));
    }

    [TestCase("/socket.io/")]
    [TestCase("/socket.io")]
    [TestCase("/e:62d8f3a1b2c3d4e5f6071829/socket.io/")]
    [TestCase("/E:x//socket.io/")]
    public async Task Handshake_IsAnsweredUnderEveryPrefixAndHost(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path + "?EIO=4&transport=polling&t=abc&b64=1");
        request.Headers.Host = "realtime.c1-na.example.com";
        request.Headers.Add("Origin", "https://shop.example.com");
        var answer = await _backend.Fixture.SendAsync(request);
        Assert.That(answer.Text, Does.StartWith("0{"));
        Assert.That(answer.ContentType, Is.EqualTo("text/plain; charset=UTF-8"));
        Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.EqualTo("https://shop.example.com"));
        Assert.That(answer.Header("Cache-Control"), Is.EqualTo("no-store"));
    }

    [Test]
    public async Task Handshake_GivesEverySessionItsOwnUnguessableId()
    {
        var ids = new HashSet<string> { await _backend.Polling.OpenAsync(), await _backend.Polling.OpenAsync() };
        Assert.That(ids, Has.Count.EqualTo(2));
        Assert.That(ids.Min(id => id.Length), Is.GreaterThanOrEqualTo(20));
    }

    [Test]
    public async Task Post_IsAnsweredWithOk()
    {
        var sid = await _backend.Polling.OpenAsync();
        var answer = await _backend.Polling.PostAsync(sid, "6");
        Assert.That((answer.Status, answer.Text, answer.ContentType), Is.EqualTo((200, "ok", "text/html")));
    }

    [Test]
    public async Task Post_ThatIsTooLarge_IsRefusedAndTheSessionGoesOn()
    {
        var sid = await _backend.Polling.OpenAsync();
        var body = "4" + new string('x', (64 << 10) + 1024);
        Assert.That((await _backend.Polling.PostAsync(sid, body)).Status, Is.EqualTo(413));
        using var chunked = new PushedContent(Encoding.UTF8.GetBytes(body));
        Assert.That((await _backend.Polling.SendAsync("POST", EngineHttp.Of(sid), chunked)).Status, Is.EqualTo(413));
        Assert.That((await _backend.Polling.PostAsync(sid, "6")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Post_OfBinaryContent_ClosesTheSession()
    {
        var sid = await _backend.Polling.OpenAsync();
        using var content = new ByteArrayContent([1, 2]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Assert.That((await _backend.Polling.SendAsync("POST", EngineHttp.Of(sid), content)).Status, Is.EqualTo(400));
        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Post_ThatOverlapsAnother_ClosesTheSession()
    {
        var sid = await _backend.Polling.OpenAsync();
        using var slow = new PushedContent([(byte)'6'], hold: true);
        var first = _backend.Polling.SendAsync("POST", EngineHttp.Of(sid), slow);
        await slow.Sent;
        Answer? second = null;
        await Eventually.HoldsAsync(async () =>
        {
            // The server may take the second request first; then it is the one that is answered with ok.
            second = await _backend.Polling.PostAsync(sid, "6");
            return second.Status != 200;
        });
        Assert.That(second!.Status, Is.EqualTo(400));
        slow.Release();
        await first;
        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [TestCase("4\ud800", Description = "not UTF-8")]
    public async Task Post_ThatIsNoText_ClosesTheSession(string name)
    {
        var sid = await _backend.Polling.OpenAsync();
        using var content = new ByteArrayContent([(byte)'4', 0xff, 0xfe]);
        Assert.That((await _backend.Polling.SendAsync("POST", EngineHttp.Of(sid), content)).Status, Is.EqualTo(400), name);
        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task PingFromTheClient_ClosesTheSession()
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("2");
        Assert.That(await socket.ReceiveAsync(), Is.Null);
    }

    [Test]
    public async Task Frame_ThatIsTooLarge_ClosesTheConnectionAndSaysWhy()
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("4" + new string('x', (64 << 10) + 1024));
        Assert.That(await socket.ReceiveAsync(), Is.Null);
        Assert.That(socket.CloseStatus, Is.EqualTo(System.Net.WebSockets.WebSocketCloseStatus.MessageTooBig));
    }

    [Test]
    public async Task ClosedSession_TellsThePollThatComesNext()
    {
        var sid = await _backend.Polling.OpenAsync();
        _backend.Time.Advance(TimeSpan.FromSeconds(25));
        Assert.That((await _backend.Polling.PollAsync(sid)).Text, Is.EqualTo("2"));
        await _backend.Polling.PostAsync(sid, "3");
        _backend.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.That((await _backend.Polling.PollAsync(sid)).Text, Is.EqualTo("1"), "45 seconds without a CONNECT");
        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task ClosedSession_WaitsHalfAMinuteForAPoll()
    {
        var sid = await _backend.Polling.OpenAsync();
        _backend.Time.Advance(TimeSpan.FromSeconds(25));
        await _backend.Polling.PollAsync(sid);
        await _backend.Polling.PostAsync(sid, "3");
        _backend.Time.Advance(TimeSpan.FromSeconds(20 + 30));
        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Packets_OtherThanPongs_AreSignsOfLife()
    {
        var sid = await _backend.Polling.OpenAsync();
        await _backend.Polling.PostAsync(sid, "40" + new JsonObject { ["clientKey"] = _backend.Fixture.ClientKey }.ToJsonString());
        _backend.Time.Advance(TimeSpan.FromSeconds(25));
        await _backend.Polling.PostAsync(sid, "6");
        _backend.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.That((await _backend.Polling.PollAsync(sid)).Text, Does.EndWith("\u001e2"), "alive");
        _backend.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.That((await _backend.Polling.PollAsync(sid)).Status, Is.EqualTo(400), "silent since");
    }

    [TestCase("2probe", "2probe")]
    [TestCase("4hello", null)]
    [TestCase("2", null)]
    public async Task Upgrade_ThatGoesWrong_LeavesTheSessionOnPolling(string first, string? second)
    {
        var sid = await _backend.Polling.OpenAsync();
        using (var socket = await RawSocket.OpenAsync(_backend.Fixture.Url + "/socket.io/?EIO=4&transport=websocket&sid=" + sid))
        {
            await socket.SendAsync(first);
            if (second is not null)
            {
                Assert.That(await socket.ReceiveAsync(), Is.EqualTo("3probe"));
                await socket.SendAsync(second);
            }

            Assert.That(await socket.ReceiveAsync(), Is.Null);
        }

        await ConnectOverPollingAsync(sid);
    }

    [Test]
    public async Task Upgrade_ThatTakesTooLong_LeavesTheSessionOnPolling()
    {
        var sid = await _backend.Polling.OpenAsync();
        using var socket = await RawSocket.OpenAsync(_backend.Fixture.Url + "/socket.io/?EIO=4&transport=websocket&sid=" + sid);
        await socket.SendAsync("2probe");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("3probe"));
        using var second = await RawSocket.OpenAsync(_backend.Fixture.Url + "/socket.io/?EIO=4&transport=websocket&sid=" + sid);
        Assert.That(await second.ReceiveAsync(), Is.Null, "one attempt at a time");
        _backend.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await socket.ReceiveAsync(), Is.Null);
        await ConnectOverPollingAsync(sid);
    }

    [Test]
    public async Task Upgrade_OfAnUnknownSession_IsRefused()
    {
        var error = await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(
            () => RawSocket.OpenAsync(_backend.Fixture.Url + "/socket.io/?EIO=4&transport=websocket&sid=nobody"));
        Assert.That(error?.Message, Does.Contain("400"));
    }

    private async Task ConnectOverPollingAsync(string sid)
    {
        await _backend.Polling.PostAsync(sid, "40" + new JsonObject { ["clientKey"] = _backend.Fixture.ClientKey }.ToJsonString());
        string text;
        do text = (await _backend.Polling.PollAsync(sid)).Text;
        while (text == "6");
        Assert.That(text, Does.StartWith("40{"));
    }
}
