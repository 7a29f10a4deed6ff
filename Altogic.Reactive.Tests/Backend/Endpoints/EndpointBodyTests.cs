using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Backend.Endpoints;

/// <summary>What becomes of each kind of body, for both kinds of services.</summary>
[TestFixture(ServiceKind.Code)]
[TestFixture(ServiceKind.Http)]
public sealed class EndpointBodyTests(ServiceKind kind)
{
    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private EndpointBackend _backend = null!;

    [OneTimeSetUp]
    public async Task Start() => _backend = await EndpointBackend.StartAsync(
        kind,
        app => app with { Limits = new LimitsDefinition { JsonBodyBytes = 2000, FileBytes = 5000 } },
        EndpointBackend.Endpoint("in", "GET"),
        EndpointBackend.Endpoint("in", "POST"),
        EndpointBackend.Endpoint("in", "PUT"),
        EndpointBackend.Endpoint("in", "DELETE"));

    [OneTimeTearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [TestCase("""{"a":[1,"é",null,true]}""", "application/json")]
    [TestCase("[1.50,-0,1e400]", "application/json; charset=utf-8")]
    [TestCase("\"text\"", "application/problem+json")]
    [TestCase("null", "application/json")]
    public async Task Json_ArrivesParsed(string json, string contentType)
    {
        foreach (var method in (string[])["POST", "PUT", "DELETE"])
        {
            var request = await _backend.EchoAsync(method, "/in", EndpointBackend.Text(json, contentType));
            Assert.That(request["body"]?.ToJsonString(Readable) ?? "null", Is.EqualTo(json));
            Assert.That((string?)request["method"], Is.EqualTo(method));
        }
    }

    [Test]
    public async Task Json_ConvertsToWhatCodeAsksFor()
    {
        await using var backend = await EndpointBackend.RunAsync((context, _) =>
        {
            var body = context.Request!.Body!;
            Assert.That(((int)body["n"]!, (long)body["n"]!, (double)body["n"]!, (decimal)body["n"]!, (string?)body["s"], (bool)body["b"]!), Is.EqualTo((7, 7L, 7d, 7m, "x", true)));
            Assert.That(((DateTimeOffset)body["t"]!).Year, Is.EqualTo(2024));
            return Task.FromResult(ServiceResponse.Json(body.DeepClone()));
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run")
        {
            Content = EndpointBackend.Text("""{"n":6,"s":"x","b":true,"t":"2024-01-05T08:00:00Z","n":7}""", "application/json"),
        };
        Assert.That((await backend.SendAsync(request)).Text, Is.EqualTo("""{"n":7,"s":"x","b":true,"t":"2024-01-05T08:00:00Z"}"""));
    }

    [TestCase("dü \"x\"\n", "text/plain", "dü \"x\"\n")]
    [TestCase("<a/>", "application/xml", "<a/>")]
    [TestCase("<svg/>", "image/svg+xml; charset=utf-8", "<svg/>")]
    [TestCase("a,b", "text/csv", "a,b")]
    public async Task Text_ArrivesAsText(string text, string contentType, string expected) =>
        Assert.That((string?)(await _backend.EchoAsync("POST", "/in", EndpointBackend.Text(text, contentType)))["body"], Is.EqualTo(expected));

    [Test]
    public async Task Text_IsDecodedByItsCharacterSet()
    {
        var latin = EndpointBackend.Bytes(Encoding.Latin1.GetBytes("dü"), "text/plain; charset=iso-8859-1");
        Assert.That((string?)(await _backend.EchoAsync("POST", "/in", latin))["body"], Is.EqualTo("dü"));
        var mark = EndpointBackend.Bytes([0xEF, 0xBB, 0xBF, (byte)'x'], "text/plain");
        Assert.That((string?)(await _backend.EchoAsync("POST", "/in", mark))["body"], Is.EqualTo("x"));
    }

    [Test]
    public async Task Form_ArrivesAsItsFields()
    {
        var request = await _backend.EchoAsync("POST", "/in", EndpointBackend.Text("a=1&b=x+y%26&a=2&a=3&c", "application/x-www-form-urlencoded"));
        Assert.That(request["body"]!.ToJsonString(Readable), Is.EqualTo("""{"a":["1","2","3"],"b":"x y&","c":""}"""));
        Assert.That(request["files"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Body_ThatIsNotThere_IsNull()
    {
        Assert.That((await _backend.EchoAsync("POST", "/in"))["body"], Is.Null);
        Assert.That((await _backend.EchoAsync("POST", "/in", EndpointBackend.Bytes([], "application/json")))["body"], Is.Null);
        var chunked = await _backend.EchoAsync("PUT", "/in", new StreamContent(new Testing.UnseekableStream([])));
        Assert.That((chunked["body"], chunked["files"]!.AsArray().Count), Is.EqualTo(((JsonNode?)null, 0)));
    }

    [Test]
    public async Task Get_HasNoBody_WhateverIsSent() =>
        Assert.That((await _backend.EchoAsync("GET", "/in", EndpointBackend.Text("{", "application/json")))["body"], Is.Null);

    [TestCase("application/octet-stream")]
    [TestCase("image/png")]
    [TestCase(null)]
    public async Task Bytes_ArriveAsAFile(string? contentType)
    {
        var request = await _backend.EchoAsync("POST", "/in", EndpointBackend.Bytes([0, 255, 1], contentType));
        var file = request["files"]!.AsArray().Single()!;
        Assert.That(
            ((string?)file["field"], (string?)file["fileName"], (string?)file["contentType"], (int)file["size"]!),
            Is.EqualTo(("body", "", contentType ?? "application/octet-stream", 3)));
        Assert.That(request["body"], Is.Null);
    }

    [TestCase("{", "application/json", 400, "invalid_request_body_syntax")]
    [TestCase("{} {}", "application/json", 400, "invalid_request_body_syntax")]
    [TestCase("{}", "application/json; charset=utf-16", 415, "unsupported_media_type")]
    [TestCase("x", "text/plain; charset=klingon", 415, "unsupported_media_type")]
    [TestCase("x", "text/plain; charset=utf-7", 415, "unsupported_media_type")]
    public async Task Body_ThatCannotBeRead_IsRefused(string body, string contentType, int status, string code) =>
        await RefuseAsync(EndpointBackend.Text(body, contentType), status, code);

    [Test]
    public Task Text_ThatIsNotInItsCharacterSet_IsRefused() =>
        RefuseAsync(EndpointBackend.Bytes([0xC3, 0x28], "text/plain; charset=utf-8"), 400, "invalid_request_body_syntax");

    [TestCase("application/json")]
    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    public async Task Body_LargerThanTheLimit_IsRefused(string contentType)
    {
        await RefuseAsync(EndpointBackend.Text("\"" + new string('x', 2000) + "\"", contentType), 413, "content_too_large");
        var chunked = new StreamContent(new Testing.UnseekableStream(Encoding.UTF8.GetBytes("\"" + new string('x', 2000) + "\"")));
        chunked.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        await RefuseAsync(chunked, 413, "content_too_large");
    }

    [Test]
    public Task File_LargerThanTheLimit_IsRefused() => RefuseAsync(EndpointBackend.Bytes(new byte[5001], "image/png"), 413, "content_too_large");

    private async Task RefuseAsync(HttpContent body, int status, string code)
    {
        var runs = _backend.Runs;
        var answer = await _backend.SendAsync("POST", "/in", body);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
        Assert.That(_backend.Runs, Is.EqualTo(runs));
    }
}
