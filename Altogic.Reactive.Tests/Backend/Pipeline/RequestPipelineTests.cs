using System.Text;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Tests.Testing;
using Microsoft.AspNetCore.Routing;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class RequestPipelineTests
{
    private static readonly OperationPolicy Open = new(null, SessionNeed.Never);

    [TestCase("GET", "/nothing/here", "/nothing/here")]
    [TestCase("POST", "/_api/rest/v1/nothing?x=1", "/_api/rest/v1/nothing")]
    [TestCase("DELETE", "/e:62d8f0a1//x", "/x")]
    [TestCase("PATCH", "/", "/")]
    [TestCase("BREW", "/pot", "/pot")]
    public async Task UnknownRoute_Is404WithMethodAndPath(string method, string path, string shown)
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        var answer = await pipeline.SendAsync(new HttpMethod(method), path);
        AssertError(answer, 404, "resource_not_found", "client_error");
        Assert.That((string?)answer.Details?["method"], Is.EqualTo(method));
        Assert.That((string?)answer.Details?["path"], Is.EqualTo(shown));
    }

    [TestCase("POST", "/ok", "GET")]
    [TestCase("HEAD", "/ok", "GET")]
    [TestCase("PATCH", "/e:1/both", "GET, PUT")]
    public async Task WrongMethod_Is405WithAllow(string method, string path, string allow)
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        var answer = await pipeline.SendAsync(new HttpMethod(method), path);
        Assert.That(answer.Status, Is.EqualTo(405));
        Assert.That(answer.Header("Allow"), Is.EqualTo(allow));
        if (method != "HEAD") AssertError(answer, 405, "method_not_allowed", "client_error");
    }

    [TestCase("/refused", 400, "validation_error", "client_error")]
    [TestCase("/busy", 429, "rate_limit_exceeded", "client_error")]
    [TestCase("/late", 504, "service_timeout", "server_error")]
    [TestCase("/bug", 500, "internal_server_error", "server_error")]
    [TestCase("/status", 418, "http_418", "client_error")]
    public async Task Failure_OfAnyKind_IsTheEnvelope(string path, int status, string code, string origin)
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        AssertError(await pipeline.GetAsync(path), status, code, origin);
    }

    [Test]
    public async Task Refusal_WithSeveralItems_SendsThemAll()
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        var answer = await pipeline.GetAsync("/refused");
        Assert.That(answer.Text, Is.EqualTo(
            """{"errors":[{"origin":"client_error","code":"validation_error","message":"Ungültig <e-mail>","details":{"field":"email"}},{"origin":"client_error","code":"validation_error","message":"Short"}]}"""));
    }

    [Test]
    public async Task Refusal_WithAWait_SendsWholeSecondsRoundedUp()
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        Assert.That((await pipeline.GetAsync("/busy")).Header("Retry-After"), Is.EqualTo("2"));
    }

    [Test]
    public async Task Bug_InAHandler_IsLoggedAndKeptFromTheCaller()
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        var answer = await pipeline.GetAsync("/bug?secret=hunter2");
        Assert.That(answer.Text, Does.Not.Contain("hunter2").And.Not.Contain("at Altogic").And.Not.Contain("Boom"));
        var logged = pipeline.Log.Errors.Single();
        Assert.That(logged.Exception, Is.InstanceOf<InvalidOperationException>());
        Assert.That(logged.Text, Does.Contain(answer.Header("X-Request-Id")!).And.Not.Contain("hunter2"));
    }

    [Test]
    public async Task Bug_InTheMiddleOfAnAnswer_BreaksTheConnection()
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        Assert.That(async () => await pipeline.GetAsync("/half"), Throws.InstanceOf<HttpRequestException>());
        Assert.That(pipeline.Log.Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Client_ThatGoesAway_IsNoError()
    {
        var (entered, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var pipeline = await PipelineFixture.StartAsync(routes => routes.MapOperation("GET", "/slow", Open, async context =>
        {
            entered.SetResult();
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
            }
            finally
            {
                gone.SetResult();
            }
        }));
        using var cancel = new CancellationTokenSource();
        var request = pipeline.Http.GetAsync("/slow", cancel.Token);
        await entered.Task;
        await cancel.CancelAsync();
        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        await gone.Task;
        await pipeline.State.DrainAsync();
        Assert.That(pipeline.Log.Errors, Is.Empty);
        Assert.That(pipeline.Log.Entries.Any(e => e.Id == 1021), Is.True, "the disconnect is a debug entry");
    }

    [Test]
    public async Task Answer_OfAnyKind_NamesItsRequestAndForbidsSniffing()
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        foreach (var path in (string[])["/ok", "/bug", "/nothing", "/health"])
        {
            var answer = await pipeline.GetAsync(path);
            Assert.That(answer.Header("X-Request-Id"), Is.Not.Empty, path);
            Assert.That(answer.Header("X-Content-Type-Options"), Is.EqualTo("nosniff"), path);
            Assert.That(answer.Header("Server"), Is.Null.Or.EqualTo("Kestrel"), path);
        }
    }

    [TestCase("trace-1.a_b:c", true)]
    [TestCase("with blank", false)]
    [TestCase("quote\"", false)]
    [TestCase("", false)]
    public async Task RequestId_OfTheCaller_IsKeptWhenHarmless(string sent, bool kept)
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        var id = (await pipeline.GetAsync("/ok", ("X-Request-Id", sent))).Header("X-Request-Id");
        Assert.That(id == sent, Is.EqualTo(kept));
        Assert.That((await pipeline.GetAsync("/ok", ("X-Request-Id", new string('x', 65)))).Header("X-Request-Id"), Has.Length.LessThan(65));
    }

    [Test]
    public async Task Log_OfARequest_NamesRouteAndCodeButNoSecrets()
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map, sessions: "secret-token");
        await pipeline.SendAsync(
            HttpMethod.Get, "/items/42?key=secret-key", null, ("Session", "secret-token"), ("X-Client-Key", PipelineFixture.HostKey), ("Authorization", "secret-api-key"));
        await pipeline.State.DrainAsync();
        var entry = pipeline.Log.Entries.Single(e => e.Id == 1020);
        Assert.That(entry.Text, Does.Contain("GET /items/{id} 200"));
        foreach (var line in pipeline.Log.Entries)
            Assert.That(line.Text, Does.Not.Contain("secret").And.Not.Contain(PipelineFixture.HostKey).And.Not.Contain("/items/42"));
    }

    [Test]
    public async Task Host_OfAnyName_IsAccepted()
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        foreach (var host in (string[])["c1-na.altogic.com", "[::1]:1", "évil", "a b", ""])
        {
            var (status, _, _) = RawHttp.Parse(await RawHttp.SendAsync(pipeline.Port, $"GET /ok HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
            Assert.That(status, Is.EqualTo(200).Or.EqualTo(400), host);
        }
    }

    [Test]
    public async Task DuplicateSlashes_AsDartSendsThem_AreCollapsed()
    {
        await using var pipeline = await PipelineFixture.StartAsync(Map);
        var (status, _, body) = RawHttp.Parse(await RawHttp.SendAsync(pipeline.Port, "GET //ok HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        Assert.That((status, body), Is.EqualTo((200, "true")));
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOperation("GET", "/ok", Open, context => context.WriteJsonAsync(true));
        routes.MapOperation("GET", "/items/{id}", Open, context => context.WriteJsonAsync(true));
        routes.MapOperation("GET", "/both", Open, context => context.WriteJsonAsync(true));
        routes.MapOperation("PUT", "/both", Open, context => context.WriteJsonAsync(true));
        routes.MapOperation("GET", "/bug", Open, _ => throw new InvalidOperationException("Boom"));
        routes.MapOperation("GET", "/late", Open, _ => throw new ApiException(504, "service_timeout", "Late."));
        routes.MapOperation("GET", "/busy", Open, _ => throw new ApiException(429, "rate_limit_exceeded", "Wait.") { RetryAfter = TimeSpan.FromSeconds(1.2) });
        routes.MapOperation("GET", "/refused", Open, _ => throw new ApiException(
            400,
            [
                new ErrorItem(ErrorItem.ClientOrigin, "validation_error", "Ungültig <e-mail>", new() { ["field"] = "email" }),
                new ErrorItem(ErrorItem.ClientOrigin, "validation_error", "Short"),
            ]));
        routes.MapOperation("GET", "/status", Open, context =>
        {
            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        });
        routes.MapOperation("GET", "/half", Open, async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes("half"));
            await context.Response.Body.FlushAsync();
            throw new InvalidOperationException("Boom");
        });
    }

    private static void AssertError(Answer answer, int status, string code, string origin)
    {
        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
        Assert.That(answer.ContentType, Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(answer.Code, Is.EqualTo(code));
        Assert.That((string?)answer.Json?["errors"]?[0]?["origin"], Is.EqualTo(origin));
        Assert.That(answer.Message, Is.Not.Empty);
    }
}
