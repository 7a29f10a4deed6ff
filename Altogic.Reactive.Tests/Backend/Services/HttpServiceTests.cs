using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Backend.Endpoints;
using Altogic.Reactive.Tests.Testing;
using Microsoft.AspNetCore.Http;

namespace Altogic.Reactive.Tests.Backend.Services;

/// <summary>Services over HTTP, well and ill.</summary>
public sealed class HttpServiceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(31);

    [Test]
    public async Task Call_IsTheDocumentedJson()
    {
        string? type = null;
        long? length = null;
        JsonNode? sent = null;
        await using var server = await EndpointBackend.ServeAsync(async context =>
        {
            (type, length) = (context.Request.ContentType, context.Request.ContentLength);
            sent = await JsonNode.ParseAsync(context.Request.Body);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("null");
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        var answer = await backend.SendAsync("POST", "/run?lang=en", new JsonObject { ["a"] = 1 }, headers: ("X-Request-Id", "id-1"));
        Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "null")));
        Assert.That((type, length > 0), Is.EqualTo(("application/json", true)));
        var headers = sent!["request"]!["headers"]!.AsObject();
        foreach (var name in headers.Select(h => h.Key).Where(n => n is not ("x-request-id" or "content-type")).ToList()) headers.Remove(name);
        Assert.That(sent.ToJsonString(), Is.EqualTo(
            """{"trigger":"endpoint","name":"echo","request":{"method":"POST","path":"/run","params":{},"query":{"lang":"en"},"headers":{"content-type":"application/json; charset=utf-8","x-request-id":"id-1"},"body":{"a":1},"files":[]},"session":null}"""));
    }

    [TestCase(200, "text/html; charset=utf-8", "<p>hello</p>")]
    [TestCase(201, "application/json", "{\"a\":1}")]
    [TestCase(203, "image/png", "PNG")]
    [TestCase(404, "application/json", "{\"errors\":[]}")]
    public async Task Answer_ReachesTheCallerUnchanged(int status, string type, string body)
    {
        await using var server = await EndpointBackend.ServeAsync(context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            context.Response.Headers["X-Total"] = "7";
            return context.Response.WriteAsync(body);
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.ContentType, answer.Text, answer.Header("X-Total")), Is.EqualTo((status, type, body, "7")));
    }

    [TestCase(200, 0)]
    [TestCase(204, 0)]
    public async Task Answer_WithoutABody_IsOneForTheCaller(int status, int length)
    {
        await using var server = await EndpointBackend.ServeAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Text.Length), Is.EqualTo((status, length)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Answer_OfTenMegabytes_IsPassedOn(bool announced)
    {
        var bytes = new byte[10 << 20];
        new Random(1).NextBytes(bytes);
        await using var server = await EndpointBackend.ServeAsync(async context =>
        {
            if (announced) context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes);
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run");
        using var response = await backend.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(announced ? bytes.Length : null));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(bytes));
    }

    [Test]
    public async Task Redirect_IsNotFollowed()
    {
        var calls = 0;
        await using var server = await EndpointBackend.ServeAsync(context =>
        {
            Interlocked.Increment(ref calls);
            context.Response.Redirect("/");
            return Task.CompletedTask;
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Header("Location"), calls), Is.EqualTo((302, "/", 1)));
    }

    [Test]
    public async Task Connections_AreUsedAgain()
    {
        var connections = new ConcurrentDictionary<string, bool>();
        await using var server = await EndpointBackend.ServeAsync(context =>
        {
            connections[context.Connection.Id] = true;
            return context.Response.WriteAsync("ok");
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        for (var n = 0; n < 20; n++) Assert.That((await backend.PostAsync("/run")).Text, Is.EqualTo("ok"));
        Assert.That(connections, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Service_ThatIsDown_IsUnavailable()
    {
        int port;
        await using (var server = await EndpointBackend.ServeAsync(_ => Task.CompletedTask)) port = server.Port;
        await using var backend = await EndpointBackend.CallAsync($"http://127.0.0.1:{port}/");
        await AssertFailsAsync(backend, 502, "service_unavailable");
        Assert.That(backend.Log.Any(e => e.Id == 1401 && e.Text.Contains("ConnectionError", StringComparison.Ordinal)), Is.True);
    }

    [TestCase("no http at all\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut off")]
    [TestCase("HTTP/1.1 500 Oh\r\nContent-Length: 100\r\n\r\n{\"errors\":")]
    [TestCase("")]
    public async Task Service_ThatBreaksOff_IsUnavailable(string reply)
    {
        await using var server = RawServer.ReplyAndReset(reply);
        await using var backend = await EndpointBackend.CallAsync(server.Url);
        await AssertFailsAsync(backend, 502, "service_unavailable");
    }

    [Test]
    public async Task Service_ThatDoesNotAnswer_IsLate()
    {
        using var reached = new SyncPoint();
        var time = new ManualTimers();
        await using var server = await EndpointBackend.ServeAsync(context => Task.WhenAny(reached.WaitAsync(), Aborted(context)));
        await using var backend = await EndpointBackend.CallAsync(Url(server), time);
        var call = backend.PostAsync("/run");
        await reached.Reached;
        time.Advance(Limit);
        var answer = await call;
        Assert.That((answer.Status, answer.Code, (string?)answer.Json!["errors"]![0]!["origin"]), Is.EqualTo((504, "service_timeout", "server_error")));
        Assert.That(backend.Log.Any(e => e.Id == 1402), Is.True);
    }

    [TestCase(200)]
    [TestCase(500)]
    public async Task Service_ThatHangsInASmallBody_IsLate(int status)
    {
        using var reached = new SyncPoint();
        var time = new ManualTimers();
        await using var server = await EndpointBackend.ServeAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await Task.WhenAny(reached.WaitAsync(), Aborted(context));
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server), time);
        var call = backend.PostAsync("/run");
        await reached.Reached;
        time.Advance(Limit);
        Assert.That(((await call).Status, (await call).Code), Is.EqualTo((504, "service_timeout")));
    }

    [Test]
    public async Task Service_ThatHangsInALargeBody_LosesTheCaller()
    {
        using var reached = new SyncPoint();
        var time = new ManualTimers();
        await using var server = await EndpointBackend.ServeAsync(async context =>
        {
            await context.Response.WriteAsync("beginning");
            await context.Response.Body.FlushAsync();
            await Task.WhenAny(reached.WaitAsync(), Aborted(context));
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server), time);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run");
        using var response = await backend.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[100];
        Assert.That(Encoding.UTF8.GetString(buffer, 0, await body.ReadAsync(buffer)), Is.EqualTo("beginning"));
        await reached.Reached;
        var rest = body.ReadAsync(buffer).AsTask();
        await Eventually.HoldsAsync(() =>
        {
            time.Advance(Limit);
            return rest.IsCompleted;
        });

        Assert.That(async () => await rest, Throws.InstanceOf<IOException>().Or.InstanceOf<HttpRequestException>());
        Assert.That(backend.Log.Any(e => e.Id == 1403 && e.Text.Contains("paused", StringComparison.Ordinal)), Is.True);
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(404)]
    public async Task Page_InPlaceOfAnError_IsWrapped(int status)
    {
        await using var server = await EndpointBackend.ServeAsync(context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, "text/html");
            return context.Response.WriteAsync("<html>Traceback (most recent call last)</html>");
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, "service_error")));
        Assert.That(answer.Text, Does.Not.Contain("Traceback"));
    }

    [Test]
    public async Task Error_LargerThanAnyMessage_IsWrapped()
    {
        await using var server = await EndpointBackend.ServeAsync(context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("\"" + new string('x', 2 << 20) + "\"");
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        Assert.That((await backend.PostAsync("/run")).Code, Is.EqualTo("service_error"));
    }

    [Test]
    public async Task Caller_WhoGoesAway_EndsTheCall()
    {
        using var reached = new SyncPoint();
        var gone = new TaskCompletionSource();
        await using var server = await EndpointBackend.ServeAsync(async context =>
        {
            _ = reached.WaitAsync();
            await Aborted(context);
            gone.SetResult();
        });
        await using var backend = await EndpointBackend.CallAsync(Url(server));
        using var cancel = new CancellationTokenSource();
        var call = backend.Http.PostAsync("/run", null, cancel.Token);
        await reached.Reached;
        await cancel.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static string Url(PipelineFixture server) => $"http://127.0.0.1:{server.Port}/";

    private static Task Aborted(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        context.RequestAborted.Register(aborted.SetResult);
        return aborted.Task;
    }

    private static async Task AssertFailsAsync(BackendFixture backend, int status, string code)
    {
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Code, (string?)answer.Json!["errors"]![0]!["origin"]), Is.EqualTo((status, code, "server_error")));
        Assert.That(answer.Text, Does.Not.Contain("127.0.0.1"));
        Assert.That((await backend.GetAsync("/health")).Status, Is.EqualTo(200));
    }
}
