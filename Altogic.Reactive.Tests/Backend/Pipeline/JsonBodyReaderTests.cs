using System.Net.Http.Headers;
using System.Text;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class JsonBodyReaderTests
{
    private const int Limit = 4096;
    private const string Json = "application/json";
    private static readonly OperationPolicy Open = new(null, SessionNeed.Never);

    [TestCase("""{"a":[1,"ü😀",null,true]}""", Json)]
    [TestCase("""{"a":1}""", "application/json; charset=utf-8")]
    [TestCase("""{"a":1}""", "application/json;charset=UTF-8")]
    [TestCase("""{"a":1}""", "APPLICATION/JSON")]
    [TestCase("""{"a":1}""", "application/problem+json")]
    [TestCase("{}", Json)]
    [TestCase(""" {"a" : "\ud83d\ude00\u0000"} """, Json)]
    [TestCase("""{"\ud83d\ude00\u0061":{"\\ud83d":1}}""", Json)]
    public async Task Object_InAnyPermittedForm_IsRead(string body, string type)
    {
        await using var pipeline = await StartAsync();
        var answer = await PostAsync(pipeline, body, type);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(System.Text.Json.Nodes.JsonNode.DeepEquals(answer.Json, System.Text.Json.Nodes.JsonNode.Parse(body)), Is.True);
    }

    [TestCase("", Json)]
    [TestCase("", null)]
    [TestCase("", "text/plain")]
    [TestCase("null", Json)]
    public async Task NoBody_IsAnEmptyObject(string body, string? type)
    {
        await using var pipeline = await StartAsync();
        Assert.That((await PostAsync(pipeline, body, type)).Text, Is.EqualTo("{}"));
        Assert.That((await PostAsync(pipeline, body, type, chunked: true)).Text, Is.EqualTo("{}").Or.Contains("unsupported_media_type"));
    }

    [TestCase("{", Json, 400, "invalid_request_body_syntax")]
    [TestCase("{}x", Json, 400, "invalid_request_body_syntax")]
    [TestCase("{} {}", Json, 400, "invalid_request_body_syntax")]
    [TestCase("{'a':1}", Json, 400, "invalid_request_body_syntax")]
    [TestCase("""{"a":1,}""", Json, 400, "invalid_request_body_syntax")]
    [TestCase("""{"a":"\ud800"}""", Json, 400, "invalid_request_body_syntax")]
    [TestCase("""{"\udc00":1}""", Json, 400, "invalid_request_body_syntax")]
    [TestCase("""{"\uD83D":1}""", Json, 400, "invalid_request_body_syntax")]
    [TestCase("""{"a":{"x\ud83dy":1}}""", Json, 400, "invalid_request_body_syntax")]
    [TestCase("""{"a":[{"\ude00\ud83d":1}]}""", Json, 400, "invalid_request_body_syntax")]
    [TestCase("""{"\ud83d\u0041":1}""", Json, 400, "invalid_request_body_syntax")]
    [TestCase("""{"a":NaN}""", Json, 400, "invalid_request_body_syntax")]
    [TestCase("// x", Json, 400, "invalid_request_body_syntax")]
    [TestCase("   ", Json, 400, "invalid_request_body_syntax")]
    [TestCase("[1]", Json, 400, "invalid_request_body_syntax")]
    [TestCase("1", Json, 400, "invalid_request_body_syntax")]
    [TestCase("\"text\"", Json, 400, "invalid_request_body_syntax")]
    [TestCase("a=b", "application/x-www-form-urlencoded", 415, "unsupported_media_type")]
    [TestCase("{}", "text/plain", 415, "unsupported_media_type")]
    [TestCase("{}", "application/json; charset=iso-8859-9", 415, "unsupported_media_type")]
    [TestCase("{}", "nonsense", 415, "unsupported_media_type")]
    [TestCase("{}", null, 415, "unsupported_media_type")]
    [TestCase("--x--", "multipart/form-data; boundary=x", 415, "unsupported_media_type")]
    public async Task Body_ThatCannotBeRead_IsRefused(string body, string? type, int status, string code)
    {
        await using var pipeline = await StartAsync();
        foreach (var chunked in (bool[])[false, true])
        {
            var answer = await PostAsync(pipeline, body, type, chunked);
            Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
        }
    }

    [TestCase(new byte[] { (byte)'"', 0xFF, (byte)'"' })]
    [TestCase(new byte[] { (byte)'"', 0xC3, (byte)'"' })]
    [TestCase(new byte[] { 0xFE, 0xFF, 0, (byte)'{' })]
    public async Task Body_ThatIsNotUtf8_IsRefused(byte[] body)
    {
        await using var pipeline = await StartAsync();
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Json);
        Assert.That((await pipeline.SendAsync(HttpMethod.Post, "/echo", content)).Code, Is.EqualTo("invalid_request_body_syntax"));
    }

    [Test]
    public async Task ByteOrderMark_IsSkipped()
    {
        await using var pipeline = await StartAsync();
        Assert.That((await PostAsync(pipeline, "\uFEFF{\"a\":1}", Json)).Text, Is.EqualTo("""{"a":1}"""));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Size_AtTheLimitPasses_AboveItIs413(bool chunked)
    {
        await using var pipeline = await StartAsync();
        var fits = "{\"a\":\"" + new string('x', Limit - 8) + "\"}";
        Assert.That(Encoding.UTF8.GetByteCount(fits), Is.EqualTo(Limit));
        Assert.That((await PostAsync(pipeline, fits, Json, chunked)).Status, Is.EqualTo(200));
        var answer = await PostAsync(pipeline, " " + fits, Json, chunked);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((413, "content_too_large")));
        Assert.That((int?)answer.Details?["limit"], Is.EqualTo(Limit));
    }

    [Test]
    public async Task Size_FarAboveTheLimit_StillGetsItsAnswer()
    {
        await using var pipeline = await StartAsync();
        var answer = await PostAsync(pipeline, new string('x', 8 << 20), Json);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((413, "content_too_large")));
    }

    [TestCase(50, 200)]
    [TestCase(59, 200)]
    [TestCase(60, 400)]
    [TestCase(100_000, 413)]
    public async Task Nesting_HasALimit(int depth, int status)
    {
        await using var pipeline = await StartAsync();
        var body = "{\"a\":" + new string('[', depth) + new string(']', depth) + "}";
        Assert.That((await PostAsync(pipeline, body, Json)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task RawBody_IsLeftToTheHandler()
    {
        await using var pipeline = await StartAsync();
        Assert.That((await pipeline.SendAsync(HttpMethod.Post, "/raw", new StringContent("{ not json", Encoding.UTF8, "text/plain"))).Text, Is.EqualTo("10"));
    }

    private static Task<Answer> PostAsync(PipelineFixture pipeline, string body, string? type, bool chunked = false)
    {
        HttpContent content = chunked ? new UnsizedContent(Encoding.UTF8.GetBytes(body)) : new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return pipeline.SendAsync(HttpMethod.Post, "/echo", content);
    }

    private static Task<PipelineFixture> StartAsync() => PipelineFixture.StartAsync(
        routes =>
        {
            routes.MapOperation("POST", "/echo", Open, context => context.WriteJsonAsync(context.ReadObject()));
            routes.MapOperation("POST", "/raw", Open with { Body = BodyKind.Raw }, async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                await context.WriteJsonAsync(body.Length);
            });
        },
        new AppDefinition { Limits = new LimitsDefinition { JsonBodyBytes = Limit } });

    /// <summary>A body of unknown length, which goes out in chunks.</summary>
    private sealed class UnsizedContent(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
