using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;
using FsCheck;

namespace Altogic.Reactive.Tests.Backend.Endpoints;

public sealed class EndpointRoutingTests
{
    private EndpointBackend _backend = null!;

    [OneTimeSetUp]
    public async Task Start() => _backend = await EndpointBackend.StartAsync(
        EndpointBackend.Endpoint("users/{userId}/addresses/{addressId}"),
        EndpointBackend.Endpoint("users/{userId}"),
        EndpointBackend.Endpoint("users/me"),
        EndpointBackend.Endpoint("users/{id}", "DELETE"),
        EndpointBackend.Endpoint("a/b/{y}"),
        EndpointBackend.Endpoint("a/{x}/c"),
        EndpointBackend.Endpoint("a/{x}/d", "POST"),
        EndpointBackend.Endpoint("over/{last}"),
        EndpointBackend.Endpoint("{first}/lap"),
        EndpointBackend.Endpoint("caf%C3%A9/Men%75"),
        EndpointBackend.Endpoint("{first}/{second}/{third}/{fourth}/{fifth}"));

    [OneTimeTearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [TestCase("/users/1/addresses/2", """{"userId":"1","addressId":"2"}""")]
    [TestCase("/users/1/addresses/2/", """{"userId":"1","addressId":"2"}""")]
    [TestCase("/USERS/1/Addresses/2", """{"userId":"1","addressId":"2"}""")]
    [TestCase("//users/1", """{"userId":"1"}""")]
    [TestCase("/e:62d15f3a4b1c2d0011aa0001/users/1", """{"userId":"1"}""")]
    [TestCase("/users/me", "{}")]
    [TestCase("/users/you", """{"userId":"you"}""")]
    [TestCase("/a/b/c", """{"y":"c"}""")]
    [TestCase("/a/z/c", """{"x":"z"}""")]
    [TestCase("/over/lap", """{"last":"lap"}""")]
    [TestCase("/over/x", """{"last":"x"}""")]
    [TestCase("/x/lap", """{"first":"x"}""")]
    [TestCase("/caf%C3%A9/menu", "{}")]
    [TestCase("/users/a%20b%C3%A9+c%26", """{"userId":"a bé+c&"}""")]
    [TestCase("/users/a%2Fb", """{"userId":"a/b"}""")]
    [TestCase("/users/a%2fb?q=%2F", """{"userId":"a/b"}""")]
    [TestCase("/users/a%252Fb", """{"userId":"a%2Fb"}""")]
    [TestCase("/users/x%2Fy/addresses/%2F", """{"userId":"x/y","addressId":"/"}""")]
    [TestCase("/e:1/users/x%2Fy/", """{"userId":"x/y"}""")]
    public async Task Path_FindsItsEndpointAndParameters(string path, string parameters) =>
        Assert.That((await RawAsync("GET", path))["params"]!.ToJsonString(JsonText), Is.EqualTo(parameters));

    [Test]
    public async Task Methods_HaveRoutesOfTheirOwn()
    {
        Assert.That((string?)(await RawAsync("DELETE", "/users/me"))["params"]!["id"], Is.EqualTo("me"));
        Assert.That((string?)(await RawAsync("POST", "/a/b/d"))["params"]!["x"], Is.EqualTo("b"));
    }

    [Test]
    public async Task Query_IsTextByName()
    {
        var query = (await RawAsync("GET", "/users/me?lang=en&q=a%20b%2Bc+d&empty=&flag&list=1&list=2&List=3&%C3%A9=%26&obj=%7B%22a%22%3A1%7D"))["query"]!;
        Assert.That(query.ToJsonString(JsonText), Is.EqualTo(
            """{"lang":"en","q":"a b+c d","empty":"","flag":"","list":"1,2","List":"3","é":"&","obj":"{\"a\":1}"}"""));
    }

    [Test]
    public async Task Headers_HaveLowerCaseNames_AndTheIdOfTheRequest()
    {
        var answer = await _backend.SendAsync("GET", "/users/me", headers: [("X-Request-Id", "id-1"), ("X-Trace", "abc"), ("Connection", "close")]);
        var headers = answer.Json!["request"]!["headers"]!.AsObject();
        Assert.That((string?)headers["x-request-id"], Is.EqualTo("id-1"));
        Assert.That((string?)headers["x-trace"], Is.EqualTo("abc"));
        Assert.That(headers.Select(h => h.Key), Has.None.EqualTo("connection").And.None.EqualTo("x-client-key").And.None.Matches<string>(n => n!.Any(char.IsUpper)));
    }

    [TestCase("/_api/rest/v1/db/nothing")]
    [TestCase("/_storage/a/b/c/d")]
    [TestCase("/_auth/a/b/c/d")]
    [TestCase("/socket.io/a/b/c/d")]
    public async Task Paths_OfTheBackend_NeverReachAnEndpoint(string path)
    {
        var runs = _backend.Runs;
        var answer = await _backend.SendAsync("GET", path);
        Assert.That((answer.Code, answer.Message), Is.EqualTo(("resource_not_found", $"There is nothing at GET {path}{(path[1] == '_' ? "" : "; if it is an endpoint, define it in altogic.json")}.")));
        Assert.That(_backend.Runs, Is.EqualTo(runs));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void AnyPath_IsAnsweredInJson(NonNull<string> text, bool raw)
    {
        var path = "/users/" + (raw ? new string([.. text.Get.Where(c => c is > ' ' and < '\x7f' and not ('#' or '?'))]) : Uri.EscapeDataString(text.Get));
        var answer = RawHttp.SendAsync(
            new Uri(_backend.Fixture.Url).Port, $"GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").GetAwaiter().GetResult();
        var (status, _, body) = RawHttp.Parse(answer);
        Assert.That(status, Is.AnyOf(200, 404, 400), path + " " + answer);
        if (status == 400 && body.Length == 0) return; // Kestrel's own answer to what is no HTTP
        Assert.That(body, Does.Contain("{"));
    }

    private static readonly System.Text.Json.JsonSerializerOptions JsonText = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By hand, because client libraries normalise what they send.</summary>
    private async Task<JsonNode> RawAsync(string method, string path)
    {
        var answer = await RawHttp.SendAsync(
            new Uri(_backend.Fixture.Url).Port, $"{method} {path} HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var (status, _, body) = RawHttp.Parse(answer);
        Assert.That(status, Is.EqualTo(200), answer);
        return JsonNode.Parse(body)!["request"]!;
    }
}
