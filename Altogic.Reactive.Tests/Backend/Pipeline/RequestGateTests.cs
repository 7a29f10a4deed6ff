using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Tests.Testing;
using Microsoft.AspNetCore.Routing;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class RequestGateTests
{
    private static readonly AppDefinition App = new()
    {
        ClientKeys =
        [
            new ClientKeyDefinition { Key = "all" },
            new ClientKeyDefinition { Key = "read", Rights = ["db.read"] },
            new ClientKeyDefinition { Key = "none", Rights = [] },
            new ClientKeyDefinition { Key = "enforce", EnforceSession = true },
            new ClientKeyDefinition { Key = "domain", AllowedDomains = ["shop.example.com", "*.example.org", "127.0.0.1", "localhost"] },
            new ClientKeyDefinition { Key = "origin", AllowedDomains = ["shop.example.com"], RequireOrigin = true },
        ],
        ApiKeys = [new ApiKeyDefinition { Key = "api-key", Name = "server" }],
    };

    [TestCase("/read", null, 401, "invalid_client_key")]
    [TestCase("/read", "", 401, "invalid_client_key")]
    [TestCase("/read", "wrong", 401, "invalid_client_key")]
    [TestCase("/read", "ALL", 401, "invalid_client_key")]
    [TestCase("/read", "alll", 401, "invalid_client_key")]
    [TestCase("/read", "all", 200, null)]
    [TestCase("/read", "host-key", 200, null)]
    [TestCase("/read", "wrong, all", 200, null)]
    [TestCase("/read", "all, wrong", 401, "invalid_client_key")]
    [TestCase("/read", "read", 200, null)]
    [TestCase("/write", "read", 401, "not_authorized_module")]
    [TestCase("/read", "none", 401, "not_authorized_module")]
    [TestCase("/open", null, 200, null)]
    [TestCase("/open", "none", 200, null)]
    [TestCase("/open", "wrong", 401, "invalid_client_key")]
    public async Task ClientKey_IsCheckedAgainstTheRight(string path, string? key, int status, string? code)
    {
        await using var pipeline = await StartAsync();
        var answer = key is null ? await pipeline.GetAsync(path) : await pipeline.GetAsync(path, ("X-Client-Key", key));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
        if (status != 200) Assert.That(answer.Text, Does.Not.Contain("ran"));
    }

    [TestCase("domain", "https://shop.example.com", null, 200, null)]
    [TestCase("domain", "https://SHOP.example.com:8443", null, 200, null)]
    [TestCase("domain", "https://evil.com", null, 401, "domain_not_authorized")]
    [TestCase("domain", "https://shop.example.com.evil.com", null, 401, "domain_not_authorized")]
    [TestCase("domain", "https://evilshop.example.com", null, 401, "domain_not_authorized")]
    [TestCase("domain", "https://a.example.org", null, 200, null)]
    [TestCase("domain", "https://a.b.example.org", null, 200, null)]
    [TestCase("domain", "https://example.org", null, 401, "domain_not_authorized")]
    [TestCase("domain", "https://evilexample.org", null, 401, "domain_not_authorized")]
    [TestCase("domain", "http://127.0.0.1:3000", null, 200, null)]
    [TestCase("domain", "http://localhost:3000", null, 200, null)]
    [TestCase("domain", "null", null, 401, "domain_not_authorized")]
    [TestCase("domain", null, "https://shop.example.com/page?x=1", 200, null)]
    [TestCase("domain", null, "https://evil.com/shop.example.com", 401, "domain_not_authorized")]
    [TestCase("domain", "https://evil.com", "https://shop.example.com/", 401, "domain_not_authorized")]
    [TestCase("domain", null, null, 200, null)]
    [TestCase("origin", null, null, 401, "missing_request_origin")]
    [TestCase("origin", "https://shop.example.com", null, 200, null)]
    public async Task AllowedDomains_CompareTheHostOfThePage(string key, string? origin, string? referer, int status, string? code)
    {
        await using var pipeline = await StartAsync();
        var headers = new List<(string, string)> { ("X-Client-Key", key) };
        if (origin is not null) headers.Add(("Origin", origin));
        if (referer is not null) headers.Add(("Referer", referer));
        var answer = await pipeline.GetAsync("/read", [.. headers]);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
    }

    [TestCase("all", "/read", "valid", null, "user-of-valid")]
    [TestCase("all", "/read", null, null, "nobody")]
    [TestCase("all", "/read", "stale", null, "nobody")]
    [TestCase("all", "/read", null, "valid", "user-of-valid")]
    [TestCase("all", "/read", null, "stale", "nobody")]
    [TestCase("all", "/read", "other", "valid", "user-of-other")]
    [TestCase("all", "/read", "stale", "valid", "nobody")]
    [TestCase("all", "/read", "stale, valid", null, "user-of-valid")]
    [TestCase("all", "/read", "valid, stale", null, "nobody")]
    [TestCase("all", "/read", "", "valid", "user-of-valid")]
    [TestCase("all", "/always", "valid", null, "user-of-valid")]
    [TestCase("all", "/always", null, "valid", "user-of-valid")]
    [TestCase("all", "/always", null, null, "missing_session_token")]
    [TestCase("all", "/always", "", null, "missing_session_token")]
    [TestCase("all", "/always", "stale", null, "invalid_session_token")]
    [TestCase("all", "/always", "valid, stale", null, "invalid_session_token")]
    [TestCase("all", "/always", null, "stale", "invalid_session_token")]
    [TestCase("enforce", "/read", "valid", null, "user-of-valid")]
    [TestCase("enforce", "/read", null, null, "missing_session_token")]
    [TestCase("enforce", "/read", "stale", null, "invalid_session_token")]
    [TestCase("enforce", "/never", null, null, "nobody")]
    [TestCase("enforce", "/never", "stale", null, "nobody")]
    [TestCase("enforce", "/never", "valid", null, "nobody")]
    public async Task Session_IsFoundInHeaderOrCookie(string key, string path, string? header, string? cookie, string outcome)
    {
        await using var pipeline = await StartAsync();
        var headers = new List<(string, string)> { ("X-Client-Key", key) };
        if (header is not null) headers.Add(("session", header));
        if (cookie is not null) headers.Add(("Cookie", $"theme=dark; session_token={cookie}; x=y"));
        var answer = await pipeline.GetAsync(path, [.. headers]);
        if (outcome.EndsWith("_token", StringComparison.Ordinal)) Assert.That((answer.Status, answer.Code), Is.EqualTo((401, outcome)));
        else Assert.That(answer.Text, Is.EqualTo($"\"ran for {outcome}\""));
    }

    [TestCase(null, "", 401, "missing_API_key")]
    [TestCase("wrong", "", 401, "invalid_API_key")]
    [TestCase("api-key", "", 200, null)]
    [TestCase("Bearer api-key", "", 200, null)]
    [TestCase("wrong, api-key", "", 200, null)]
    [TestCase(null, "?apikey=api-key", 200, null)]
    [TestCase(null, "?apikey=wrong", 401, "invalid_API_key")]
    [TestCase(null, "?apikey=", 401, "missing_API_key")]
    public async Task ApiKey_WhenNeeded_MustBeKnown(string? sent, string query, int status, string? code)
    {
        await using var pipeline = await StartAsync();
        var answer = sent is null ? await pipeline.GetAsync("/server" + query) : await pipeline.GetAsync("/server" + query, ("Authorization", sent));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
    }

    [Test]
    public async Task ApiKey_ThatIsNotNeeded_IsRecognisedOrIgnored()
    {
        await using var pipeline = await StartAsync();
        Assert.That((await pipeline.GetAsync("/whoami", ("Authorization", "api-key"))).Text, Is.EqualTo("\"server\""));
        Assert.That((await pipeline.GetAsync("/whoami", ("Authorization", "other"))).Text, Is.EqualTo("\"-\""));
    }

    [Test]
    public async Task Steps_RunInTheOrderOfTheProtocol()
    {
        await using var pipeline = await StartAsync();
        var broken = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
        Assert.That((await pipeline.SendAsync(HttpMethod.Get, "/always", broken, ("X-Client-Key", "wrong"))).Code, Is.EqualTo("invalid_request_body_syntax"));
        Assert.That((await pipeline.GetAsync("/always", ("X-Client-Key", "wrong"), ("Session", "stale"))).Code, Is.EqualTo("invalid_client_key"));
        Assert.That((await pipeline.GetAsync("/always", ("X-Client-Key", "none"), ("Session", "stale"))).Code, Is.EqualTo("not_authorized_module"));
        Assert.That(
            (await pipeline.GetAsync("/always", ("X-Client-Key", "domain"), ("Origin", "https://evil.com"), ("Session", "stale"))).Code,
            Is.EqualTo("domain_not_authorized"));
    }

    [Test]
    public async Task Caller_CarriesWhatTheRequestSays()
    {
        await using var pipeline = await StartAsync();
        var answer = await pipeline.GetAsync("/e:1/caller", ("X-Client", "altogic-js"), ("User-Agent", "Test/1"));
        Assert.That(answer.Text, Is.EqualTo($"\"altogic-js|127.0.0.1|Test/1|http://127.0.0.1:{pipeline.Port}/e:1\""));
    }

    [TestCase("https://shop.example.com", null, true)]
    [TestCase("https://a.example.org", "cross-site", true)]
    [TestCase("https://evil.com", null, false)]
    [TestCase("https://example.org", null, false)]
    [TestCase("null", null, false)]
    [TestCase("{own}", null, true)]
    [TestCase("http://127.0.0.1:1", null, true)]
    [TestCase("http://[::1]", null, false)]
    [TestCase(null, null, true)]
    [TestCase(null, "none", true)]
    [TestCase(null, "same-origin", true)]
    [TestCase(null, "same-site", false)]
    [TestCase(null, "cross-site", false)]
    public async Task SessionCookie_IsTakenFromPagesThatTheAppKnows(string? origin, string? site, bool isTaken)
    {
        await using var pipeline = await StartAsync();
        var headers = new List<(string, string)> { ("Cookie", "session_token=valid") };
        if (origin is not null) headers.Add(("Origin", origin.Replace("{own}", $"http://127.0.0.1:{pipeline.Port}", StringComparison.Ordinal)));
        if (site is not null) headers.Add(("Sec-Fetch-Site", site));

        foreach (var key in new[] { ("X-Client-Key", "all"), ("X-Other", "none") })
        {
            var cookie = await pipeline.GetAsync("/open", [key, .. headers]);
            Assert.That(cookie.Text, Does.Contain(isTaken ? "user-of-valid" : "nobody"), key.Item1);
        }

        var header = await pipeline.GetAsync("/open", [("Session", "valid"), .. headers]);
        Assert.That(header.Text, Does.Contain("user-of-valid"), "no page can send another's header");
    }

    [TestCase("https://shop.example.com/page", true)]
    [TestCase("https://evil.com/shop.example.com", false)]
    public async Task SessionCookie_WithoutAnOrigin_IsJudgedByTheReferer(string referer, bool isTaken)
    {
        await using var pipeline = await StartAsync();
        var answer = await pipeline.GetAsync("/open", ("Cookie", "session_token=valid"), ("Referer", referer), ("Sec-Fetch-Site", "cross-site"));
        Assert.That(answer.Text, Does.Contain(isTaken ? "user-of-valid" : "nobody"));
    }

    [TestCase(null, "203.0.113.7", "127.0.0.1")]
    [TestCase("127.0.0.1", null, "127.0.0.1")]
    [TestCase("127.0.0.1", "203.0.113.7", "203.0.113.7")]
    [TestCase("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7")]
    [TestCase("127.0.0.1", "198.51.100.1, 203.0.113.7, 10.1.2.3", "10.1.2.3")]
    [TestCase("127.0.0.0/8 10.0.0.0/8", "198.51.100.1, 203.0.113.7, 10.1.2.3", "203.0.113.7")]
    [TestCase("127.0.0.1 10.0.0.0/8", "10.9.9.9, 10.1.2.3", "10.9.9.9")]
    [TestCase("127.0.0.1", "203.0.113.7:4711", "203.0.113.7")]
    [TestCase("127.0.0.1", "[2001:db8::7]:4711", "2001:db8::7")]
    [TestCase("127.0.0.1", "2001:db8::7", "2001:db8::7")]
    [TestCase("127.0.0.1", "::ffff:203.0.113.7", "203.0.113.7")]
    [TestCase("127.0.0.1", "203.0.113.7, unknown", "127.0.0.1")]
    [TestCase("127.0.0.1", "203.0.113.7,", "127.0.0.1")]
    [TestCase("10.0.0.0/8", "203.0.113.7", "127.0.0.1")]
    [TestCase("::1", "203.0.113.7", "127.0.0.1")]
    public async Task Caller_IsWhoTheTrustedProxiesSay(string? proxies, string? forwarded, string expected)
    {
        await using var pipeline = await StartAsync(proxies?.Split(' '));
        var answer = forwarded is null ? await pipeline.GetAsync("/caller") : await pipeline.GetAsync("/caller", ("X-Forwarded-For", forwarded));
        Assert.That(answer.Text.Split('|')[1], Is.EqualTo(expected));
    }

    private static Task<PipelineFixture> StartAsync(IReadOnlyList<string>? proxies = null) =>
        PipelineFixture.StartAsync(Map, App, true, proxies, "valid", "other");

    private static void Map(IEndpointRouteBuilder routes)
    {
        MapRan("/read", new OperationPolicy("db.read"));
        MapRan("/write", new OperationPolicy("db.write"));
        MapRan("/open", new OperationPolicy(null));
        MapRan("/never", new OperationPolicy("auth", SessionNeed.Never));
        MapRan("/always", new OperationPolicy("auth", SessionNeed.Always));
        MapRan("/server", new OperationPolicy(null, SessionNeed.Never) { ApiKey = true });
        routes.MapOperation("GET", "/whoami", new OperationPolicy(null), context => context.WriteJsonAsync(context.Caller().ApiKey?.Name ?? "-"));
        routes.MapOperation("GET", "/caller", new OperationPolicy(null), context =>
        {
            var caller = context.Caller();
            return context.WriteJsonAsync($"{caller.ClientName}|{caller.RemoteAddress}|{caller.UserAgent}|{caller.BaseUrl}");
        });

        void MapRan(string path, OperationPolicy policy) => routes.MapOperation(
            "GET", path, policy, context => context.WriteJsonAsync("ran for " + (context.Caller().Session?.UserId ?? "nobody")));
    }
}
