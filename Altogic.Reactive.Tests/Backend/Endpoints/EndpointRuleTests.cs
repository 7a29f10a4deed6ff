using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Endpoints;

/// <summary>Each property of an endpoint, kept and violated; a call that is refused never reaches the service.</summary>
[TestFixture(ServiceKind.Code)]
[TestFixture(ServiceKind.Http)]
public sealed class EndpointRuleTests(ServiceKind kind)
{
    private static readonly ClientKeyDefinition[] Keys =
    [
        new() { Key = "none", Rights = ["auth", "db.read"] },
        new() { Key = "right", Rights = ["endpoint"] },
        new() { Key = "strict", EnforceSession = true },
        new() { Key = "page", AllowedDomains = ["example.com"] },
    ];

    private EndpointBackend _backend = null!;

    [OneTimeSetUp]
    public async Task Start() => _backend = await EndpointBackend.StartAsync(
        kind,
        app => app with { ClientKeys = Keys },
        EndpointBackend.Endpoint("open"),
        EndpointBackend.Endpoint("off") with { Enabled = false, ApiKeyRequired = true },
        EndpointBackend.Endpoint("key") with { ApiKeyRequired = true },
        EndpointBackend.Endpoint("session") with { SessionRequired = true },
        EndpointBackend.Endpoint("group") with { AccessGroups = ["admin"] },
        EndpointBackend.Endpoint("all", "POST") with { ApiKeyRequired = true, SessionRequired = true, AccessGroups = ["admin", "support"] });

    [OneTimeTearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task Open_NeedsNothingAtAll()
    {
        var answer = await AllowAsync("/open", ("X-Client-Key", null));
        Assert.That(answer["session"], Is.Null);
    }

    [Test]
    public Task Disabled_IsRefused_WhateverElseIsMissing() => RefuseAsync(403, "endpoint_disabled", "/off");

    [Test]
    public async Task ApiKey_Required_MustBeOneOfTheApp()
    {
        await RefuseAsync(401, "missing_API_key", "/key");
        await RefuseAsync(401, "invalid_API_key", "/key", ("Authorization", "wrong"));
        await RefuseAsync(401, "invalid_API_key", "/key?apikey=wrong");
        await AllowAsync("/key", ("Authorization", EndpointBackend.ApiKey));
        await AllowAsync("/key", ("Authorization", "Bearer " + EndpointBackend.ApiKey));
        await AllowAsync("/key?apikey=" + EndpointBackend.ApiKey);
    }

    [Test]
    public async Task ApiKey_NeverReachesTheService()
    {
        var header = await AllowAsync("/key?a=1", ("Authorization", EndpointBackend.ApiKey));
        var query = await AllowAsync($"/key?a=1&apikey={EndpointBackend.ApiKey}");
        Assert.That(header.ToJsonString() + query.ToJsonString(), Does.Not.Contain(EndpointBackend.ApiKey).And.Not.Contain(_backend.Fixture.ClientKey));
        Assert.That((string?)query["request"]!["query"]!["a"], Is.EqualTo("1"));
    }

    [Test]
    public async Task ApiKey_OfTheApp_NeverReachesAServiceThatNeedsNone()
    {
        var answer = await AllowAsync($"/open?apikey={EndpointBackend.ApiKey}&apikey=Bearer+{EndpointBackend.ApiKey}&apikey=own&a=1", ("Authorization", EndpointBackend.ApiKey));
        Assert.That(answer.ToJsonString(), Does.Not.Contain(EndpointBackend.ApiKey));
        Assert.That(answer["request"]!["query"]!.ToJsonString(), Is.EqualTo("""{"apikey":"own","a":"1"}"""));
    }

    [Test]
    public async Task Authorization_OfTheServicesOwn_ReachesIt()
    {
        var answer = await AllowAsync("/open", ("Authorization", "Bearer of-the-service"));
        Assert.That((string?)answer["request"]!["headers"]!["authorization"], Is.EqualTo("Bearer of-the-service"));
    }

    [Test]
    public async Task Session_Required_MustBeValid()
    {
        var token = await _backend.SignInAsync();
        await RefuseAsync(401, "missing_session_token", "/session");
        await RefuseAsync(401, "invalid_session_token", "/session", ("Session", "wrong"));
        var answer = await AllowAsync("/session", ("Session", token));
        Assert.That((string?)answer["session"]!["userId"], Has.Length.EqualTo(24));
        Assert.That(answer["session"]!["accessGroupKeys"]!.AsArray(), Is.Empty);
        await AllowAsync("/session", ("Cookie", "session_token=" + token));
    }

    [TestCase("theme=dark; session_token={token}; x=y", "theme=dark; x=y")]
    [TestCase("session_token={token}", null)]
    [TestCase("SESSION_TOKEN=a; session_token = {token}; novalue", "SESSION_TOKEN=a; novalue")]
    public async Task Session_NeverReachesTheServiceAsSomethingToSignInWith(string cookies, string? left)
    {
        var token = await _backend.SignInAsync();
        var answer = await AllowAsync("/open", ("Cookie", cookies.Replace("{token}", token, StringComparison.Ordinal)), ("Session", token));
        Assert.That(answer["session"]!["userId"], Is.Not.Null);
        Assert.That(answer.ToJsonString(), Does.Not.Contain(token));
        Assert.That((string?)answer["request"]!["headers"]!["cookie"], Is.EqualTo(left));
    }

    [Test]
    public async Task Session_NotRequired_IsToldWhenItIsValid()
    {
        var answer = await AllowAsync("/open", ("Session", await _backend.SignInAsync("support")));
        Assert.That((string?)answer["session"]!["accessGroupKeys"]![0], Is.EqualTo("support"));
        Assert.That((await AllowAsync("/open", ("Session", "wrong")))["session"], Is.Null);
    }

    [Test]
    public async Task AccessGroups_NeedASessionWithOneOfThem()
    {
        await RefuseAsync(401, "missing_session_token", "/group");
        await RefuseAsync(401, "invalid_session_token", "/group", ("Session", "wrong"));
        await RefuseAsync(401, "access_group_violation", "/group", ("Session", await _backend.SignInAsync()));
        await RefuseAsync(401, "access_group_violation", "/group", ("Session", await _backend.SignInAsync("support")));
        await AllowAsync("/group", ("Session", await _backend.SignInAsync("admin")));
        await AllowAsync("/group", ("Session", await _backend.SignInAsync("support", "admin")));
    }

    [Test]
    public async Task ClientKey_ThatIsSent_MustBeValidAndHaveTheRight()
    {
        await RefuseAsync(401, "invalid_client_key", "/open", ("X-Client-Key", "wrong"));
        await RefuseAsync(401, "not_authorized_module", "/open", ("X-Client-Key", "none"));
        await AllowAsync("/open", ("X-Client-Key", "right"));
        await RefuseAsync(401, "missing_session_token", "/open", ("X-Client-Key", "strict"));
        await AllowAsync("/open", ("X-Client-Key", "strict"), ("Session", await _backend.SignInAsync()));
        await RefuseAsync(401, "domain_not_authorized", "/open", ("X-Client-Key", "page"), ("Origin", "https://example.org"));
        await AllowAsync("/open", ("X-Client-Key", "page"), ("Origin", "https://example.com"));
    }

    [Test]
    public async Task Rules_AreCheckedInOrder_AndTheBodyLast()
    {
        var runs = _backend.Runs;
        Assert.That((await PostBrokenAsync()).Code, Is.EqualTo("missing_API_key"));
        Assert.That((await PostBrokenAsync(("Authorization", EndpointBackend.ApiKey))).Code, Is.EqualTo("missing_session_token"));
        var outsider = await _backend.SignInAsync();
        Assert.That((await PostBrokenAsync(("Authorization", EndpointBackend.ApiKey), ("Session", outsider))).Code, Is.EqualTo("access_group_violation"));
        var member = await _backend.SignInAsync("support");
        Assert.That((await PostBrokenAsync(("Authorization", EndpointBackend.ApiKey), ("Session", member))).Code, Is.EqualTo("invalid_request_body_syntax"));
        Assert.That(_backend.Runs, Is.EqualTo(runs));
    }

    [Test]
    public async Task Method_ThatIsNotTheEndpoints_IsRefused()
    {
        foreach (var method in (string[])["POST", "PUT", "DELETE", "PATCH"])
        {
            var answer = await _backend.SendAsync(method, "/open");
            Assert.That((answer.Status, answer.Code, answer.Header("Allow")), Is.EqualTo((405, "method_not_allowed", "GET, HEAD")), method);
        }

        var head = await _backend.SendAsync("HEAD", "/all");
        Assert.That((head.Status, head.Text, head.Header("Allow")), Is.EqualTo((405, "", "POST")));
    }

    [Test]
    public async Task Head_OfWhatCanBeGot_AnswersWithoutABody()
    {
        var runs = _backend.Runs;
        var head = await _backend.SendAsync("HEAD", "/open?a=1");
        Assert.That((head.Status, head.Text, head.ContentType), Is.EqualTo((200, "", "application/json")));
        Assert.That(_backend.Runs, Is.EqualTo(runs + 1));
        Assert.That((await _backend.SendAsync("HEAD", "/session")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Options_AnswerWithoutTheService()
    {
        var runs = _backend.Runs;
        var answer = await _backend.SendAsync("OPTIONS", "/all", headers: [("Origin", "https://example.com"), ("Access-Control-Request-Method", "POST")]);
        Assert.That((answer.Status, answer.Header("Access-Control-Allow-Origin")), Is.EqualTo((204, "https://example.com")));
        Assert.That(_backend.Runs, Is.EqualTo(runs));
    }

    [Test]
    public async Task Path_ThatIsNone_IsNotFound()
    {
        var answer = await _backend.SendAsync("GET", "/nowhere");
        Assert.That((answer.Status, answer.Code, (string?)answer.Details!["path"]), Is.EqualTo((404, "resource_not_found", "/nowhere")));
    }

    private async Task<Answer> PostBrokenAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/all") { Content = EndpointBackend.Text("{", "application/json") };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await _backend.Fixture.SendAsync(request);
    }

    private async Task<JsonNode> AllowAsync(string path, params (string Name, string? Value)[] headers)
    {
        var runs = _backend.Runs;
        var answer = await _backend.SendAsync("GET", path, headers: headers);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That(_backend.Runs, Is.EqualTo(runs + 1));
        return answer.Json!;
    }

    private async Task RefuseAsync(int status, string code, string path, params (string Name, string? Value)[] headers)
    {
        var runs = _backend.Runs;
        var answer = await _backend.SendAsync("GET", path, headers: headers);
        Assert.That((answer.Status, answer.Code, (string?)answer.Json!["errors"]![0]!["origin"]), Is.EqualTo((status, code, "client_error")));
        Assert.That(_backend.Runs, Is.EqualTo(runs));
    }
}
