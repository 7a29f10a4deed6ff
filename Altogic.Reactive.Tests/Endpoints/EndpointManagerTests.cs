using System.Reactive.Linq;
using System.Text;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Endpoints;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Endpoints;

public sealed class EndpointManagerTests
{
    private static readonly AltogicClientOptions Retrying = new()
    {
        RetryPolicy = new RetryPolicy { MaxAttempts = 3, BaseDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero },
    };

    [Test]
    public void Operations_AreCold()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var order = client.Endpoint.Post("orders", new { a = 1 });
        Assert.That(http.Requests, Is.Empty);
        http.On("POST", "/orders").Reply("1");
        order.Subscribe();
        order.Subscribe();
        Assert.That(http.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Answers_AreReadAsTheTypeAskedFor()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        http.On("GET", "/orders/1").Reply("""{"id":"1","total":2.5}""");
        http.On("PUT", "/orders/1").Reply("""{"id":"1","total":3}""");
        http.On("POST", "/orders").Reply("""{"id":"2","total":4}""");
        http.On("DELETE", "/orders/1").Reply("true");
        Assert.That((await client.Endpoint.Get<Order>("orders/1")).ValueOrThrow(), Is.EqualTo(new Order("1", 2.5)));
        Assert.That((await client.Endpoint.Put<Order>("orders/1", new Order("1", 3))).ValueOrThrow(), Is.EqualTo(new Order("1", 3)));
        Assert.That((await client.Endpoint.Post<Order>("orders", new Order("2", 4))).ValueOrThrow(), Is.EqualTo(new Order("2", 4)));
        Assert.That((await client.Endpoint.Delete<bool>("orders/1")).ValueOrThrow(), Is.True);
        Assert.That(http.Requests.Select(r => r.Body), Is.EqualTo((string?[])[null, """{"id":"1","total":3.0}""", """{"id":"2","total":4.0}""", null]));
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("GET")]
    public async Task NoContent_IsASuccessWithNothing(string method)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        http.On(method, "/x").Empty(204);
        var result = method switch
        {
            "GET" => await client.Endpoint.Get("x"),
            "POST" => await client.Endpoint.Post("x"),
            "PUT" => await client.Endpoint.Put("x"),
            _ => await client.Endpoint.Delete("x"),
        };
        Assert.That((result.IsSuccess, result.Data), Is.EqualTo((true, (JToken?)null)));
    }

    [Test]
    public async Task Bytes_AreAsTheyCame_FromEveryMethod()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        byte[] bytes = [0, 255, 13, 10, 0xEF, 0xBB, 0xBF];
        foreach (var method in (string[])["GET", "POST", "PUT", "DELETE"]) http.On(method, "/raw").Bytes(bytes, "application/octet-stream");
        Assert.That((await client.Endpoint.Get("raw", EndpointReply.Bytes)).ValueOrThrow(), Is.EqualTo(bytes));
        Assert.That((await client.Endpoint.Post("raw", EndpointReply.Bytes, new { a = 1 })).ValueOrThrow(), Is.EqualTo(bytes));
        Assert.That((await client.Endpoint.Put("raw", EndpointReply.Bytes)).ValueOrThrow(), Is.EqualTo(bytes));
        Assert.That((await client.Endpoint.Delete("raw", EndpointReply.Bytes)).ValueOrThrow(), Is.EqualTo(bytes));
    }

    [TestCase("text/plain; charset=iso-8859-1", "dü")]
    [TestCase("text/plain; charset=\"utf-16\"", "dü")]
    [TestCase("text/html", "dü")]
    public async Task Text_IsDecodedByItsCharacterSet(string contentType, string expected)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var encoding = contentType.Contains("8859", StringComparison.Ordinal) ? Encoding.Latin1 : contentType.Contains("16", StringComparison.Ordinal) ? Encoding.Unicode : Encoding.UTF8;
        http.On("GET", "/t").Bytes(encoding.GetBytes(expected), contentType);
        Assert.That((await client.Endpoint.Get("t", EndpointReply.Text)).ValueOrThrow(), Is.EqualTo(expected));
    }

    [TestCase("text/plain", new byte[] { 0xC3, 0x28 })]
    [TestCase("text/plain; charset=klingon", new byte[] { 65 })]
    [TestCase("text/plain; charset=utf-7", new byte[] { 65 })]
    public async Task Text_ThatCannotBeDecoded_IsAFailure(string contentType, byte[] bytes)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        http.On("GET", "/t").Bytes(bytes, contentType);
        Assert.That((await client.Endpoint.Get("t", EndpointReply.Text)).Errors!.Kind, Is.EqualTo(ErrorKind.Serialization));
    }

    [Test]
    public async Task Text_LargerThanTheLimit_IsAFailure()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient(new AltogicClientOptions { MaxAnswerBytes = 10 });
        http.On("GET", "/t").Bytes(new byte[11], "text/plain");
        Assert.That((await client.Endpoint.Get("t", EndpointReply.Text)).Errors!.HasCode(ErrorCodes.ResponseTooLarge), Is.True);
        Assert.That((await client.Endpoint.Get("t", EndpointReply.Bytes)).Errors!.HasCode(ErrorCodes.ResponseTooLarge), Is.True);
    }

    [Test]
    public async Task Streams_TakeAnswersOfAnySize()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient(new AltogicClientOptions { MaxAnswerBytes = 10 });
        var bytes = Enumerable.Range(0, 200_000).Select(n => (byte)n).ToArray();
        http.On("GET", "/t").Bytes(bytes, "image/png");
        using var target = new MemoryStream();
        var file = (await client.Endpoint.Get("t", EndpointReply.To(target))).ValueOrThrow();
        Assert.That(target.ToArray(), Is.EqualTo(bytes));
        Assert.That((file.Bytes, file.ContentType), Is.EqualTo((200_000L, "image/png")));
    }

    [Test]
    public async Task Failures_OfAStream_AreErrorsAndWriteNothing()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        http.On("GET", "/t").Fail(403, "endpoint_disabled");
        using var target = new MemoryStream();
        Assert.That((await client.Endpoint.Get("t", EndpointReply.To(target))).Errors!.HasCode("endpoint_disabled"), Is.True);
        Assert.That(target.Length, Is.Zero);
    }

    [Test]
    public async Task Stream_ThatBroke_IsWrittenAnewByTheNextAttempt()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient(Retrying);
        http.On("GET", "/t").ResetMidBody("abc").Bytes("abcdef"u8.ToArray());
        using var target = new MemoryStream();
        (await client.Endpoint.Get("t", EndpointReply.To(target))).ValueOrThrow();
        Assert.That(Encoding.UTF8.GetString(target.ToArray()), Is.EqualTo("abcdef"));
    }

    [Test]
    public async Task Get_IsRepeated_AfterALostConnection()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient(Retrying);
        http.On("GET", "/x").Reset().Reply("1");
        Assert.That((await client.Endpoint.Get<int>("x")).ValueOrThrow(), Is.EqualTo(1));
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task Writes_AreNotRepeated_AfterALostConnection(string method)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient(Retrying);
        http.On(method, "/x").Reset();
        var result = method == "POST" ? await client.Endpoint.Post("x") : method == "PUT" ? await client.Endpoint.Put("x") : await client.Endpoint.Delete("x");
        Assert.That(result.Errors!.HasCode(ErrorCodes.ConnectionLost), Is.True);
        Assert.That(http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Disposing_CancelsTheRequest()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        http.On("GET", "/x").Hang();
        var results = new List<Result<JToken?>>();
        client.Endpoint.Get("x").Subscribe(results.Add).Dispose();
        Assert.That(results, Is.Empty);
    }

    [Test]
    public async Task Options_GoWithTheirCallOnly()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient(new AltogicClientOptions { ApiKey = "client-api-key" });
        client.Auth.SetSession(new Session { Token = "client-session" });
        http.On("GET", "/x").Reply("1");
        await client.Endpoint.Get("x", options: new EndpointOptions { ApiKey = "call-api-key", Session = "call-session" });
        await client.Endpoint.Get("x");
        Assert.That(
            http.Requests.Select(r => (r.Header("Authorization"), r.Header("Session"))),
            Is.EqualTo(((string?, string?)[])[("call-api-key", "call-session"), ("client-api-key", "client-session")]));
    }

    [Test]
    public async Task SessionOfOneCall_ThatIsInvalid_LeavesTheClientsAlone()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        client.Auth.SetSession(new Session { Token = "client-session" });
        http.On("GET", "/x").Fail(401, "invalid_session_token");
        await client.Endpoint.Get("x", options: new EndpointOptions { Session = "call-session" });
        Assert.That(client.Auth.CurrentSession?.Token, Is.EqualTo("client-session"));
        await client.Endpoint.Get("x");
        Assert.That(client.Auth.CurrentSession, Is.Null);
    }

    [TestCase("", "x")]
    [TestCase("X Y", "x")]
    [TestCase("X:Y", "x")]
    [TestCase("X-Y", "a\r\nb")]
    [TestCase("X-Y", "é")]
    [TestCase("content-length", "1")]
    [TestCase("Host", "evil")]
    [TestCase("Transfer-Encoding", "chunked")]
    [TestCase("Content-Language", "de")]
    [TestCase("Allow", "GET")]
    [TestCase("expires", "0")]
    [TestCase("Last-Modified", "Sat, 28 Nov 2026 00:00:00 GMT")]
    [TestCase("Content-MD5", "x")]
    public void Headers_ThatCannotBeSent_AreRefusedAtTheCall(string name, string value)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var options = new EndpointOptions { Headers = new Dictionary<string, string> { [name] = value } };
        Assert.That(() => client.Endpoint.Get("x", options: options), Throws.ArgumentException);
    }

    [Test]
    public void Keys_ThatCannotBeSent_AreRefusedAtTheCall()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        foreach (var wrong in (string[])["", "a b", "é"])
        {
            Assert.That(() => client.Endpoint.Get("x", options: new EndpointOptions { ApiKey = wrong }), Throws.ArgumentException);
            Assert.That(() => client.Endpoint.Post("x", options: new EndpointOptions { Session = wrong }), Throws.ArgumentException);
        }
    }

    [Test]
    public void Queries_ThatAreNoObject_AreRefusedAtTheCall()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        Assert.That(() => client.Endpoint.Get("x", "page=1"), Throws.ArgumentException);
        Assert.That(() => client.Endpoint.Get("x", new[] { 1 }), Throws.ArgumentException);
    }

    [Test]
    public void Options_NeverShowTheirKeys() =>
        Assert.That(new EndpointOptions { ApiKey = "top-secret", Session = "hidden" }.ToString(), Is.EqualTo("EndpointOptions"));

    private sealed record Order(string Id, double Total);
}
