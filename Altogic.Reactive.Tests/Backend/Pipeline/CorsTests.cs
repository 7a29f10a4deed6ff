using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class CorsTests
{
    private const string Page = "https://shop.example.com";
    private static readonly OperationPolicy Policy = new("db.read");

    [TestCase("/_api/rest/v1/db/get-list")]
    [TestCase("/e:62d8f0a1/_api/rest/v1/db/get-list")]
    [TestCase("/nothing")]
    public async Task Preflight_OfAnyPath_IsAnsweredWithoutAKey(string path)
    {
        await using var pipeline = await StartAsync();
        var answer = await pipeline.SendAsync(
            HttpMethod.Options, path, null, ("Origin", Page), ("Access-Control-Request-Method", "DELETE"), ("Access-Control-Request-Headers", "session,x-client-key"));
        Assert.That(answer.Status, Is.EqualTo(204));
        Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.EqualTo(Page));
        Assert.That(answer.Header("Access-Control-Allow-Credentials"), Is.EqualTo("true"));
        Assert.That(answer.Header("Access-Control-Allow-Methods"), Is.EqualTo("GET, POST, PUT, DELETE, OPTIONS"));
        foreach (var header in (string[])["X-Client", "X-Client-Key", "Authorization", "Session", "Content-Type"])
            Assert.That(answer.Header("Access-Control-Allow-Headers"), Does.Contain(header));
        Assert.That(answer.Header("Vary"), Is.EqualTo("Origin, Access-Control-Request-Headers"));
    }

    [TestCase("if-none-match,range", "X-Request-Id, if-none-match, range")]
    [TestCase("content-digest, If-Range , x-tenant,session", "X-Request-Id, content-digest, If-Range, x-tenant")]
    [TestCase("", "X-Request-Id")]
    [TestCase("x bad", "X-Request-Id")]
    [TestCase("x-good, a:b", "X-Request-Id")]
    public async Task Preflight_AllowsTheHeadersThatAreAskedFor_WhenTheyAreNames(string asked, string allowed)
    {
        await using var pipeline = await StartAsync();
        var answer = await pipeline.SendAsync(HttpMethod.Options, "/run", null, ("Origin", Page), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", asked));
        Assert.That(answer.Header("Access-Control-Allow-Headers"), Is.EqualTo("X-Client, X-Client-Key, Authorization, Session, Content-Type, " + allowed));
    }

    [Test]
    public async Task Preflight_ForTooManyHeaders_AllowsTheUsualOnes()
    {
        await using var pipeline = await StartAsync();
        var asked = string.Join(",", Enumerable.Range(0, 1000).Select(n => $"x-{n}"));
        var answer = await pipeline.SendAsync(HttpMethod.Options, "/run", null, ("Origin", Page), ("Access-Control-Request-Headers", asked));
        Assert.That(answer.Header("Access-Control-Allow-Headers"), Is.EqualTo("X-Client, X-Client-Key, Authorization, Session, Content-Type, X-Request-Id"));
    }

    [TestCase("/list", 200)]
    [TestCase("/nothing", 404)]
    [TestCase("/health", 200)]
    public async Task Answer_ToAPage_CarriesItsOrigin(string path, int status)
    {
        await using var pipeline = await StartAsync();
        var answer = await pipeline.GetAsync(path, ("Origin", Page), ("X-Client-Key", PipelineFixture.HostKey));
        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.EqualTo(Page));
        Assert.That(answer.Header("Access-Control-Allow-Credentials"), Is.EqualTo("true"));
        Assert.That(answer.Header("Access-Control-Expose-Headers"), Is.EqualTo(
            "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Repr-Digest, Retry-After, X-Cache-Wrapped, X-Request-Id"));
    }

    [Test]
    public async Task Refusal_ToAPage_CarriesItsOriginToo()
    {
        await using var pipeline = await StartAsync();
        var answer = await pipeline.GetAsync("/list", ("Origin", Page));
        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.EqualTo(Page));
    }

    [Test]
    public async Task Answer_WithoutAnOrigin_HasNoCorsHeaders()
    {
        await using var pipeline = await StartAsync();
        var answer = await pipeline.GetAsync("/list", ("X-Client-Key", PipelineFixture.HostKey));
        Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.Null);
        Assert.That(answer.Header("Access-Control-Allow-Credentials"), Is.Null);
        var options = await pipeline.SendAsync(HttpMethod.Options, "/list");
        Assert.That(options.Status, Is.EqualTo(204));
        Assert.That(options.Header("Allow"), Is.EqualTo("GET, POST, PUT, DELETE, OPTIONS"));
        Assert.That(options.Header("Access-Control-Allow-Methods"), Is.Null);
    }

    [Test]
    public async Task Delete_WithABody_Passes()
    {
        await using var pipeline = await StartAsync();
        var answer = await pipeline.SendAsync(
            HttpMethod.Delete, "/list", new StringContent("""{"keys":["a"]}""", System.Text.Encoding.UTF8, "application/json"),
            ("Origin", Page), ("X-Client-Key", PipelineFixture.HostKey));
        Assert.That(answer.Text, Is.EqualTo("""{"keys":["a"]}"""));
    }

    private static Task<PipelineFixture> StartAsync() => PipelineFixture.StartAsync(routes =>
    {
        routes.MapOperation("GET", "/list", Policy, context => context.WriteJsonAsync(true));
        routes.MapOperation("DELETE", "/list", Policy, context => context.WriteJsonAsync(context.ReadObject()));
    });
}
