using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Backend.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>Who may connect (realtime §2): the same checks as for requests, and the same codes.</summary>
public sealed class HandshakeTests
{
    private static readonly AppDefinition App = new()
    {
        ClientKeys =
        [
            new ClientKeyDefinition { Key = "open" },
            new ClientKeyDefinition { Key = "no-realtime", Rights = [ClientRights.Auth, ClientRights.DbRead] },
            new ClientKeyDefinition { Key = "pages", AllowedDomains = ["shop.example.com"], RequireOrigin = true },
            new ClientKeyDefinition { Key = "strict", EnforceSession = true },
        ],
    };

    private RealtimeBackend _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await RealtimeBackend.StartAsync(App);

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [TestCase("\"unknown\"", "invalid_client_key")]
    [TestCase("null", "invalid_client_key")]
    [TestCase("12", "invalid_client_key")]
    [TestCase("\"\"", "invalid_client_key")]
    [TestCase("\"no-realtime\"", "not_authorized_module")]
    [TestCase("\"pages\"", "missing_request_origin")]
    [TestCase("\"strict\"", "missing_session_token")]
    public async Task Connection_ThatIsNotAllowed_IsRefusedWithTheCodeOfARequest(string key, string code)
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync($$"""40{"clientKey":{{key}}}""");
        await RequireRefusalAsync(socket, code);
    }

    [Test]
    public async Task Refusal_LeavesTheConnectionOpenForAnotherAttempt()
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("""40{"clientKey":"unknown"}""");
        await RequireRefusalAsync(socket, "invalid_client_key");
        Assert.That(await _backend.ConnectAsync(socket, new JsonObject { ["clientKey"] = "open" }), Does.StartWith("40{"));
    }

    [TestCase("https://shop.example.com", "40{")]
    [TestCase("https://evil.example.com", "44{")]
    public async Task Origin_OfThePage_IsCompared(string origin, string answer)
    {
        using var socket = await _backend.OpenAsync(("Origin", origin));
        Assert.That(await _backend.ConnectAsync(socket, new JsonObject { ["clientKey"] = "pages" }), Does.StartWith(answer));
    }

    [Test]
    public async Task Origin_OfThePage_IsComparedForPollingToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/socket.io/?EIO=4&transport=polling");
        request.Headers.Add("Origin", "https://evil.example.com");
        var sid = (string)JsonNode.Parse((await _backend.Fixture.SendAsync(request)).Text[1..])!["sid"]!;
        await _backend.Polling.PostAsync(sid, """40{"clientKey":"pages"}""");
        Assert.That((await _backend.Polling.PollAsync(sid)).Text, Does.Contain("domain_not_authorized"));
    }

    [Test]
    public async Task EnforcedSession_MustBeValid()
    {
        var token = (await SignUpAsync()).Token();
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("""40{"clientKey":"strict","Session":"no-session"}""");
        await RequireRefusalAsync(socket, "invalid_session_token");
        Assert.That(await _backend.ConnectAsync(socket, new JsonObject { ["clientKey"] = "strict", ["Session"] = token }), Does.StartWith("40{"));
    }

    [TestCase("null")]
    [TestCase("\"no-session\"")]
    [TestCase("17")]
    [TestCase("{}")]
    public async Task Session_ThatIsMissingOrInvalid_IsNoReasonToRefuse(string session)
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync($$"""40{"clientKey":"open","Session":{{session}},"subdomain":"x","envId":"y","more":[1]}""");
        Assert.That(await socket.ReceiveAsync(), Does.StartWith("40{\"sid\":"));
    }

    [Test]
    public async Task Auth_ThatIsNoObject_EndsTheConnection()
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("40[]");
        Assert.That(await socket.ReceiveAsync(), Is.Null);
    }

    [TestCase("{\"clientKey\":\"\\ud800\"}")]
    [TestCase("{\"recovery\":{\"version\":\"x\"}}")]
    [TestCase("{\"recovery\":[]}")]
    public async Task Auth_OfAnyShape_IsRefusedPolitely(string auth)
    {
        using var socket = await _backend.OpenAsync();
        await socket.SendAsync("40" + auth);
        Assert.That(await socket.ReceiveAsync(), Does.StartWith("44{"));
    }

    private Task<Answer> SignUpAsync() => _backend.Fixture.SendAsync(
        "POST", "/_api/rest/v1/auth/signup-email", new JsonObject { ["email"] = "ada@example.com", ["password"] = "s3cret!" });

    private static async Task RequireRefusalAsync(RawSocket socket, string code)
    {
        var text = await socket.ReceiveAsync();
        Assert.That(text, Does.StartWith("44{"));
        var error = JsonNode.Parse(text![2..])!;
        Assert.That((string?)error["data"]!["code"], Is.EqualTo(code));
        Assert.That((string?)error["data"]!["origin"], Is.EqualTo("client_error"));
        Assert.That((string?)error["message"], Is.EqualTo((string?)error["data"]!["message"]).And.Not.Empty);
    }
}
