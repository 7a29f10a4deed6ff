using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Endpoints;

[Parallelizable(ParallelScope.Self)]
public sealed class EndpointAnswerTests
{
    private static readonly byte[] Pixels = [0x89, 0x50, 0, 255];

    private static IEnumerable<TestCaseData> Successes()
    {
        TestCaseData Case(string name, ServiceResponse answer, int status, string? type, byte[] body) =>
            new TestCaseData(answer, status, type, body).SetArgDisplayNames(name);
        yield return Case("json", ServiceResponse.Json(new JsonObject { ["a"] = "é" }), 200, "application/json; charset=utf-8", "{\"a\":\"\\u00E9\"}"u8.ToArray());
        yield return Case("null", ServiceResponse.Json(null), 200, "application/json; charset=utf-8", "null"u8.ToArray());
        yield return Case("value", ServiceResponse.From(new { TheName = 1 }, 201), 201, "application/json; charset=utf-8", "{\"theName\":1}"u8.ToArray());
        yield return Case("text", ServiceResponse.Text("dü", 202), 202, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes("dü"));
        yield return Case("bytes", ServiceResponse.Bytes(Pixels, "image/png"), 200, "image/png", Pixels);
        yield return Case("empty", ServiceResponse.Empty(), 200, null, []);
        yield return Case("no content", ServiceResponse.Empty(204), 204, null, []);
        yield return Case("no content with one", ServiceResponse.Text("x", 204), 204, null, []);
        yield return Case("stream", ServiceResponse.Stream(new MemoryStream(Pixels), "image/png", 206), 206, "image/png", Pixels);
        yield return Case("rest of a stream", ServiceResponse.Stream(new MemoryStream(Pixels) { Position = 2 }), 200, "application/octet-stream", Pixels[2..]);
        yield return Case("unseekable stream", ServiceResponse.Stream(new UnseekableStream(Pixels)), 200, "application/octet-stream", Pixels);
        yield return Case("unusable content type", ServiceResponse.Bytes(Pixels, "a\r\nSet-Cookie: x"), 200, "application/octet-stream", Pixels);
    }

    [TestCaseSource(nameof(Successes))]
    public async Task Success_ReachesTheCallerUnchanged(ServiceResponse answer, int status, string? type, byte[] body)
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(answer));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run");
        using var response = await backend.Http.SendAsync(request);
        Assert.That(((int)response.StatusCode, response.Content.Headers.ContentType?.ToString()), Is.EqualTo((status, type)));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(body));
        if (answer.Content is { } content) Assert.That(content.CanRead, Is.EqualTo(content is UnseekableStream), "the backend disposes the stream");
    }

    [Test]
    public async Task Stream_IsPassedOnWhileItIsRead()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Stream(pipe.Reader.AsStream(), "text/plain")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run");
        await pipe.Writer.WriteAsync("first"u8.ToArray());
        using var response = await backend.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[100];
        Assert.That(Encoding.UTF8.GetString(buffer, 0, await body.ReadAsync(buffer)), Is.EqualTo("first"));
        await pipe.Writer.WriteAsync("second"u8.ToArray());
        Assert.That(Encoding.UTF8.GetString(buffer, 0, await body.ReadAsync(buffer)), Is.EqualTo("second"));
        await pipe.Writer.CompleteAsync();
        Assert.That(await body.ReadAsync(buffer), Is.Zero);
    }

    [Test]
    public async Task Headers_ThatDescribeTheAnswer_ReachTheCaller()
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Text("x") with
        {
            Headers = new Dictionary<string, string>
            {
                ["Content-Disposition"] = "attachment; filename=\"a.txt\"",
                ["cache-control"] = "max-age=60",
                ["X-Total"] = "7",
                ["Set-Cookie"] = "a=b",
                ["Content-Length"] = "9",
                ["Access-Control-Allow-Origin"] = "*",
                ["X-Request-Id"] = "forged",
                ["X-Bad"] = "a\r\nb",
            },
        }));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Header("Content-Disposition"), answer.Header("Cache-Control"), answer.Header("X-Total")), Is.EqualTo(("attachment; filename=\"a.txt\"", "max-age=60", "7")));
        Assert.That((answer.Header("Set-Cookie"), answer.Header("Access-Control-Allow-Origin"), answer.Header("X-Bad")), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
        Assert.That(answer.Header("X-Request-Id"), Is.Not.EqualTo("forged"));
        Assert.That(answer.Text, Is.EqualTo("x"));
    }

    [Test]
    public async Task PartOfAFile_SaysWhichPartItIs()
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Bytes(Pixels, "image/png", 206) with
        {
            Headers = new Dictionary<string, string> { ["Content-Range"] = "bytes 0-3/10", ["Accept-Ranges"] = "bytes", ["Vary"] = "Accept-Language" },
        }));
        var answer = await backend.PostAsync("/run");
        Assert.That(
            (answer.Status, answer.Header("Content-Range"), answer.Header("Accept-Ranges"), answer.Header("Vary")),
            Is.EqualTo((206, "bytes 0-3/10", "bytes", "Origin, Accept-Language")));
    }

    [Test]
    public async Task Headers_OfTheService_CanBeReadByPages()
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Text("x") with
        {
            Headers = new Dictionary<string, string> { ["X-Total"] = "7", ["Link"] = "</2>; rel=next", ["ETag"] = "\"a\"", ["Set-Cookie"] = "a=b", ["X-Bad"] = "\u00e9" },
        }));
        var answer = await backend.SendAsync("POST", "/run", headers: ("Origin", "https://shop.example.com"));
        Assert.That(answer.Header("Access-Control-Expose-Headers"), Does.EndWith("X-Request-Id, X-Total, Link"));
        Assert.That((await backend.PostAsync("/run")).Header("Access-Control-Expose-Headers"), Is.Null);
    }

    [TestCase(302)]
    [TestCase(307)]
    public async Task Redirect_ReachesTheCaller(int status)
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Empty(status) with
        {
            Headers = new Dictionary<string, string> { ["Location"] = "https://example.com/" },
        }));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Header("Location"), answer.Text), Is.EqualTo((status, "https://example.com/", "")));
    }

    [TestCase("""{"errors":[{"origin":"client_error","code":"c","message":"m"}]}""", "application/json", 400)]
    [TestCase("""{"anything":1}""", "text/plain", 422)]
    [TestCase("[]", "", 500)]
    [TestCase("\"oops\"", "application/json", 503)]
    public async Task Failure_ThatIsJson_ReachesTheCallerUnchanged(string body, string type, int status)
    {
        foreach (var streams in (bool[])[false, true])
        {
            var bytes = Encoding.UTF8.GetBytes(body);
            await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(
                streams ? ServiceResponse.Stream(new MemoryStream(bytes), type, status) : ServiceResponse.Bytes(bytes, type, status)));
            var answer = await backend.PostAsync("/run");
            Assert.That((answer.Status, answer.Text, answer.ContentType ?? ""), Is.EqualTo((status, body, type)));
        }
    }

    [TestCase("<html><b>stack trace</b></html>", "text/html", 502)]
    [TestCase("not found", "text/plain", 404)]
    [TestCase("404", "text/plain", 404)]
    [TestCase("", "application/json", 500)]
    [TestCase("{", "application/json", 500)]
    [TestCase("{} {}", "application/json", 500)]
    [TestCase("", "", 302)]
    public async Task Failure_ThatIsNoJson_IsWrapped(string body, string type, int status)
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(
            ServiceResponse.Bytes(Encoding.UTF8.GetBytes(body), type, status) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "7", ["Content-Encoding"] = "gzip" } }));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Code, (string?)answer.Json!["errors"]![0]!["origin"]), Is.EqualTo((status, "service_error", "server_error")));
        Assert.That(answer.Text, Does.Not.Contain("stack"));
        Assert.That((answer.Header("Retry-After"), answer.Header("Content-Encoding"), answer.ContentType), Is.EqualTo(("7", (string?)null, "application/json; charset=utf-8")));
    }

    [Test]
    public async Task Error_IsTheShapeThatClientsKnow()
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) =>
            Task.FromResult(ServiceResponse.Error(404, "recipe_not_found", "No such recipe.", new JsonObject { ["id"] = "7" })));
        var answer = await backend.PostAsync("/run");
        Assert.That(answer.Text, Is.EqualTo("""{"errors":[{"origin":"client_error","code":"recipe_not_found","message":"No such recipe.","details":{"id":"7"}}]}"""));
        Assert.That(answer.Status, Is.EqualTo(404));
    }

    [TestCase(0)]
    [TestCase(101)]
    [TestCase(600)]
    public async Task Status_ThatIsNone_IsAFailureOfTheService(int status)
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Empty(status)));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((500, "service_error")));
    }

    private static IEnumerable<TestCaseData> Failures()
    {
        TestCaseData Case(string name, Func<Task<ServiceResponse>> run) => new TestCaseData(run).SetArgDisplayNames(name);
        yield return Case("throws", () => throw new InvalidOperationException("secret detail"));
        yield return Case("fails", () => Task.FromException<ServiceResponse>(new IOException("secret detail")));
        yield return Case("cancels itself", () => Task.FromException<ServiceResponse>(new OperationCanceledException("secret detail")));
        yield return Case("gives null", () => Task.FromResult<ServiceResponse>(null!));
        yield return Case("gives no task", () => null!);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task Code_ThatFails_IsAFailureWithoutDetails(Func<Task<ServiceResponse>> run)
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => run());
        backend.ExpectsErrors = true;
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Code, (string?)answer.Json!["errors"]![0]!["origin"]), Is.EqualTo((500, "service_error", "server_error")));
        Assert.That(answer.Text, Does.Not.Contain("secret").And.Not.Contain("   at "));
        Assert.That(backend.Log.Count(e => e is { Id: 1400, Exception: not null }), Is.EqualTo(1));
        Assert.That((await backend.GetAsync("/health")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Stream_ThatFailsAtOnce_IsAnErrorAnswer()
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Stream(new BreakingStream([]))));
        var answer = await backend.PostAsync("/run");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((500, "service_error")));
    }

    [Test]
    public async Task Stream_ThatFailsInTheMiddle_BreaksTheConnection()
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Stream(new BreakingStream(new byte[100_000]))));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run");
        using var response = await backend.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That(async () => await response.Content.ReadAsByteArrayAsync(), Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<IOException>());
        Assert.That(backend.Log.Any(e => e.Id == 1403), Is.True);
    }
}
