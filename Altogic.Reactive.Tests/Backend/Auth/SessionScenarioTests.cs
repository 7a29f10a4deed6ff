using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth;

internal sealed class SessionScenarioTests
{
    [TestCase("GET", "user")]
    [TestCase("GET", "sessions")]
    [TestCase("POST", "signout")]
    [TestCase("POST", "signout-all")]
    [TestCase("POST", "signout-all-except")]
    [TestCase("POST", "change-pwd")]
    [TestCase("POST", "change-email")]
    [TestCase("POST", "change-phone")]
    public async Task Operations_OfSignedInUsers_NeedASession(string method, string operation)
    {
        await using var backend = await AuthBackend.StartAsync();

        var missing = await backend.Fixture.SendAsync(method, $"{AuthBackend.Prefix}/{operation}");
        var invalid = await backend.Fixture.SendAsync(method, $"{AuthBackend.Prefix}/{operation}", null, "no-session");

        Assert.That((missing.Status, missing.Code), Is.EqualTo((401, "missing_session_token")));
        Assert.That((invalid.Status, invalid.Code), Is.EqualTo((401, "invalid_session_token")));
    }

    [Test]
    public async Task SignOut_OwnSession_IsRefusedAtOnce()
    {
        await using var backend = await AuthBackend.StartAsync();
        var token = await backend.EnterAsync();
        var other = (await backend.SignInAsync()).Token();

        var answer = await backend.PostAsync("signout", new JsonObject(), token);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "null")));
        Assert.That((await backend.GetAsync("user", token)).Code, Is.EqualTo("invalid_session_token"));
        Assert.That((await backend.GetAsync("user", other)).Status, Is.EqualTo(200));
        Assert.That((await backend.PostAsync("signout", new JsonObject(), token)).Status, Is.EqualTo(401));
    }

    [TestCase("""{"token":null}""")]
    [TestCase("""{"token":""}""")]
    [TestCase("""{"token":17}""")]
    [TestCase(null)]
    public async Task SignOut_NoToken_MeansOwnSession(string? body)
    {
        await using var backend = await AuthBackend.StartAsync();
        var token = await backend.EnterAsync();

        Assert.That((await backend.PostAsync("signout", body is null ? null : JsonNode.Parse(body), token)).Status, Is.EqualTo(200));
        Assert.That((await backend.GetAsync("user", token)).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task SignOut_AnotherToken_EndsThatOne()
    {
        await using var backend = await AuthBackend.StartAsync();
        var token = await backend.EnterAsync();
        var other = (await backend.SignInAsync()).Token();

        Assert.That((await backend.PostAsync("signout", new JsonObject { ["token"] = other }, token)).Status, Is.EqualTo(200));
        Assert.That((await backend.GetAsync("user", other)).Status, Is.EqualTo(401));
        Assert.That((await backend.GetAsync("user", token)).Status, Is.EqualTo(200));
        Assert.That((await backend.PostAsync("signout", new JsonObject { ["token"] = other }, token)).Status, Is.EqualTo(200), "unknown is nothing to do");
    }

    [Test]
    public async Task SignOut_SessionOfAnotherUser_IsNotAllowed()
    {
        await using var backend = await AuthBackend.StartAsync();
        var ada = await backend.EnterAsync();
        var eve = await backend.EnterAsync("eve@example.com");

        var answer = await backend.PostAsync("signout", new JsonObject { ["token"] = ada }, eve);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "not_allowed")));
        Assert.That((await backend.GetAsync("user", ada)).Status, Is.EqualTo(200));
        Assert.That((await backend.GetAsync("user", eve)).Status, Is.EqualTo(200), "the caller stays signed in");
    }

    [Test]
    public async Task SignOutAll_EndsAllOfThisUser()
    {
        await using var backend = await AuthBackend.StartAsync();
        var eve = await backend.EnterAsync("eve@example.com");
        var tokens = new[] { await backend.EnterAsync(), (await backend.SignInAsync()).Token(), (await backend.SignInAsync()).Token() };

        Assert.That((await backend.PostAsync("signout-all", null, tokens[1])).Text, Is.EqualTo("null"));

        foreach (var token in tokens) Assert.That((await backend.GetAsync("user", token)).Code, Is.EqualTo("invalid_session_token"));
        Assert.That((await backend.GetAsync("user", eve)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task SignOutAllExcept_KeepsTheCaller()
    {
        await using var backend = await AuthBackend.StartAsync();
        var first = await backend.EnterAsync();
        var second = (await backend.SignInAsync()).Token();

        await backend.PostAsync("signout-all-except", null, second);

        Assert.That((await backend.GetAsync("user", first)).Status, Is.EqualTo(401));
        Assert.That((await backend.GetAsync("user", second)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Sessions_AreListedWithTokensAndUserAgents()
    {
        await using var backend = await AuthBackend.StartAsync();
        var first = await backend.EnterAsync();
        backend.Time.Advance(TimeSpan.FromSeconds(1));
        var second = (await backend.Fixture.SendAsync(
            "POST", AuthBackend.Prefix + "/signin-email", JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}"""), null,
            ("User-Agent", "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/117.0"))).Token();

        var sessions = (await backend.GetAsync("sessions", first)).Json!.AsArray();

        Assert.That(sessions.Select(session => (string?)session!["token"]), Is.EqualTo(new[] { first, second }));
        Assert.That(
            sessions[1]!["userAgent"]!.ToJsonString(),
            Is.EqualTo("""{"family":"Firefox","major":"117","minor":"0","patch":"0","device":{"family":"Other","major":"0","minor":"0","patch":"0"},"os":{"family":"Ubuntu","major":"0","minor":"0","patch":"0"}}"""));
    }

    [Test]
    public async Task Cookie_StandsInForTheHeader_TheHeaderWins()
    {
        await using var backend = await AuthBackend.StartAsync();
        var token = await backend.EnterAsync();

        var byCookie = await backend.Fixture.SendAsync("GET", AuthBackend.Prefix + "/user", null, null, ("Cookie", "session_token=" + token));
        var both = await backend.Fixture.SendAsync("GET", AuthBackend.Prefix + "/user", null, "no-session", ("Cookie", "session_token=" + token));

        Assert.That(byCookie.Status, Is.EqualTo(200));
        Assert.That(both.Code, Is.EqualTo("invalid_session_token"));
    }

    [Test]
    public async Task Cookie_IsSetForPagesOverHttps_AndClearedOnSignOut()
    {
        await using var backend = await AuthBackend.StartAsync(app: app => app with { PublicUrl = "https://shop.example.com" });
        var body = JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}""");

        var fromPage = await backend.Fixture.SendAsync("POST", AuthBackend.Prefix + "/signup-email", body, null, ("Origin", "https://shop.example.com"));
        var token = fromPage.Token();
        var signOut = await backend.Fixture.SendAsync(
            "POST", AuthBackend.Prefix + "/signout", new JsonObject(), token, ("Cookie", "session_token=" + token));

        Assert.That(fromPage.Header("Set-Cookie"), Is.EqualTo($"session_token={token}; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=None"));
        Assert.That(signOut.Header("Set-Cookie"), Is.EqualTo("session_token=; Max-Age=-1; Path=/; HttpOnly; Secure; SameSite=None"));
        Assert.That((await backend.SignInAsync()).Header("Set-Cookie"), Is.Null, "no Origin, no cookie");
    }

    [Test]
    public async Task Cookie_OverPlainHttp_IsNotSet()
    {
        await using var backend = await AuthBackend.StartAsync();
        var body = JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}""");

        var answer = await backend.Fixture.SendAsync("POST", AuthBackend.Prefix + "/signup-email", body, null, ("Origin", "http://localhost:3000"));

        Assert.That(answer.Header("Set-Cookie"), Is.Null);
    }

    [Test]
    public async Task Lifetime_CountsFromTheLastUse()
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { SessionTtlSeconds = 60 });
        var token = await backend.EnterAsync();

        backend.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.That((await backend.GetAsync("user", token)).Status, Is.EqualTo(200));
        backend.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.That((await backend.GetAsync("sessions", token)).Json!.AsArray(), Has.Count.EqualTo(1));
        backend.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.That((await backend.GetAsync("user", token)).Code, Is.EqualTo("invalid_session_token"));
        var next = (await backend.SignInAsync()).Token();
        Assert.That((await backend.GetAsync("sessions", next)).Json!.AsArray(), Has.Count.EqualTo(1), "ended sessions are not listed");
    }

    [Test]
    public async Task MaxSessions_DropsTheOldest()
    {
        await using var backend = await AuthBackend.StartAsync(new AuthDefinition { MaxSessionsPerUser = 2 });
        var tokens = new List<string> { await backend.EnterAsync() };
        for (var i = 0; i < 2; i++)
        {
            backend.Time.Advance(TimeSpan.FromSeconds(1));
            tokens.Add((await backend.SignInAsync()).Token());
        }

        Assert.That((await backend.GetAsync("user", tokens[0])).Code, Is.EqualTo("invalid_session_token"));
        Assert.That((await backend.GetAsync("user", tokens[1])).Status, Is.EqualTo(200));
        Assert.That((await backend.GetAsync("user", tokens[2])).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Restart_KeepsSessionsAndTheirTokens_OutOfTheDataFolder()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = folder.Path };
        string token;
        await using (var first = await BackendFixture.StartAsync(options))
        {
            token = (await first.PostAsync(AuthBackend.Prefix + "/signup-email", JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!"}"""))).Token();
        }

        foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
            Assert.That(System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), Does.Not.Contain(token).And.Not.Contain("s3cret!"), file);

        await using (var second = await BackendFixture.StartAsync(options))
        {
            var sessions = await second.GetAsync(AuthBackend.Prefix + "/sessions", token);
            Assert.That((string?)sessions.Json![0]!["token"], Is.EqualTo(token));
        }

        File.Delete(Path.Combine(folder.Path, "keys.json"));
        await using var third = await BackendFixture.StartAsync(options);
        Assert.That((await third.GetAsync(AuthBackend.Prefix + "/user", token)).Code, Is.EqualTo("invalid_session_token"), "a new host key ends every session");
    }
}
