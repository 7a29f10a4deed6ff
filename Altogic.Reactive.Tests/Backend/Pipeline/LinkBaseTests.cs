using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Tests.Testing;
using Microsoft.AspNetCore.Http;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class LinkBaseTests
{
    [TestCase("localhost:1234", "http://localhost:1234/e:7")]
    [TestCase("127.0.0.1:9", "http://127.0.0.1:9/e:7")]
    [TestCase("evil.example.com", "http://127.0.0.1:{port}/e:7")]
    [TestCase("10.1.2.3", "http://127.0.0.1:{port}/e:7")]
    [TestCase("localhost.evil.com", "http://127.0.0.1:{port}/e:7")]
    public async Task Link_IsNeverBuiltOnAStrangersHost(string host, string expected)
    {
        await using var pipeline = await StartAsync(new AppDefinition());
        var answer = await pipeline.GetAsync("/e:7/base", ("Host", host));
        Assert.That((string?)answer.Json, Is.EqualTo(expected.Replace("{port}", $"{pipeline.Port}", StringComparison.Ordinal)));
    }

    [TestCase("localhost:99999")]
    [TestCase("127.0.0.1:99999999999")]
    public async Task Link_IsNeverBuiltOnAPortThatNoMachineHas(string host)
    {
        await using var pipeline = await StartAsync(new AppDefinition());
        var answer = await RawHttp.SendAsync(pipeline.Port, $"GET /e:7/base HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.That(RawHttp.Parse(answer).Body, Is.EqualTo($"\"http://127.0.0.1:{pipeline.Port}/e:7\""));
    }

    [TestCase("192.0.2.1:4180", "http://192.0.2.1:4180")]
    [TestCase("192.0.2.1:9999", "http://192.0.2.1:4180")]
    [TestCase("192.0.2.1", "http://192.0.2.1:4180")]
    [TestCase("192.0.2.2:4180", "http://192.0.2.1:4180")]
    [TestCase("localhost:9999", "http://localhost:9999")]
    public void Link_AtAnAddressThatOthersReach_IsNeverBuiltOnAnotherPort(string host, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString(host);
        (context.Connection.LocalIpAddress, context.Connection.LocalPort) = (System.Net.IPAddress.Parse("192.0.2.1"), 4180);

        Assert.That(new LinkBase(new AppDefinition()).For(context), Is.EqualTo(expected));
    }

    [TestCase("/e:a%20b")]
    [TestCase("/e:1%3Fx=")]
    [TestCase("/e:x;Domain=example.com")]
    public async Task Prefix_ThatIsNoId_IsNoPrefix(string prefix)
    {
        await using var pipeline = await StartAsync(new AppDefinition());
        Assert.That((await pipeline.GetAsync(prefix + "/base")).Code, Is.EqualTo("resource_not_found"));
    }

    [Test]
    public async Task PublicUrl_WinsOverTheHost()
    {
        await using var pipeline = await StartAsync(new AppDefinition { PublicUrl = "https://api.example.com/shop/" });
        Assert.That((string?)(await pipeline.GetAsync("/base", ("Host", "evil.com"))).Json, Is.EqualTo("https://api.example.com/shop"));
    }

    private static Task<PipelineFixture> StartAsync(AppDefinition app) => PipelineFixture.StartAsync(
        routes => routes.MapOperation("GET", "/base", new OperationPolicy(null), c => c.WriteJsonAsync(c.Caller().BaseUrl)), app);
}
