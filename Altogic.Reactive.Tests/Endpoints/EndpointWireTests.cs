using System.Net;
using System.Net.Http.Headers;
using System.Reactive.Linq;
using System.Text;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Endpoints;

/// <summary>Our client puts the same on the wire as the official one, and makes the same of the answers.</summary>
public sealed class EndpointWireTests
{
    private static readonly WireExamples Examples = new("endpoint-wire.json");

    private static IEnumerable<string> Names => EndpointWireCalls.Table.Keys;

    [Test]
    public void Examples_AreAllCalled() => Assert.That(EndpointWireCalls.Table.Keys, Is.EquivalentTo(Examples.Names));

    [Test]
    public void Differences_AllHaveAReason() => Assert.That(
        EndpointWireCalls.Table.Where(call => call.Value.Differs && call.Value.Why is null).Select(call => call.Key), Is.Empty);

    [TestCaseSource(nameof(Names))]
    public async Task Call_OfAnExample_IsTheOfficialOne(string name)
    {
        var (example, call) = (Examples[name], EndpointWireCalls.Table[name]);
        using var http = new StubHttp();
        using var client = http.CreateClient(new AltogicClientOptions { RetryPolicy = RetryPolicy.None, ApiKey = (string?)example["apiKey"] });
        if ((string?)example["session"] is { } token) client.Auth.SetSession(new Session { Token = token });
        if (call.IsRefused)
        {
            Assert.That(() => call.Run(client.Endpoint), Throws.InstanceOf<ArgumentException>());
            return;
        }

        if (call.Fails is { } code)
        {
            Assert.That((await call.Run(client.Endpoint)).Errors!.Items[0].Code, Is.EqualTo(code));
            return;
        }

        var request = (call.Request ?? (string)example["request"]!).Split(' ');
        http.On(request[0], request[1]).Answer(_ => Message((JObject)example["reply"]!));
        var result = await call.Run(client.Endpoint);
        CheckRequest(http.Single, request, example, call);
        CheckResult(result, example, call);
    }

    private static void CheckRequest(StubRequest sent, string[] request, JObject example, EndpointWireCall call)
    {
        Assert.That(sent.Method + " " + sent.PathAndQuery, Is.EqualTo(string.Join(' ', request)));
        Assert.That(sent.Body, Is.EqualTo(call.Body ?? (string?)example["body"]));
        var expected = call.Headers is { } ours ? JObject.Parse(ours) : example["headers"] as JObject ?? [];
        foreach (var (name, value) in new[] { ("x-client", "altogic-dotnet"), ("x-client-key", StubHttp.ClientKey) }) expected.TryAdd(name, value);
        var headers = sent.Headers.Where(header => header.Key != "Content-Length").ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value);
        Assert.That(headers, Is.EquivalentTo(expected.Properties().ToDictionary(header => header.Name, header => (string)header.Value!)));
    }

    private static void CheckResult(Result<JToken?> result, JObject example, EndpointWireCall call)
    {
        var official = example["outcome"]!["resolved"]!;
        var data = call.Data is { } ours ? JToken.Parse(ours) : official["data"]!;
        Assert.That(
            JToken.DeepEquals(result.Data ?? JValue.CreateNull(), data), Is.True, () => $"Ours {result.Data} {result.Errors}, official {official}");
        if (official is JObject && official["errors"] is JObject errors)
        {
            Assert.That((result.Errors!.Status, result.Errors.StatusText), Is.EqualTo(((int)errors["status"]!, (string?)errors["statusText"])));
            Assert.That(JToken.DeepEquals(JArray.FromObject(result.Errors.Items), errors["items"]), Is.True, () => $"Ours {result.Errors}");
        }
        else
        {
            Assert.That(result.Errors, Is.Null);
        }
    }

    private static HttpResponseMessage Message(JObject reply)
    {
        var bytes = (string?)reply["bodyHex"] is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes((string)reply["body"]!);
        var message = new HttpResponseMessage((HttpStatusCode)(int)reply["status"]!) { Content = new ByteArrayContent(bytes) };
        if ((string?)reply["headers"]!["content-type"] is { } type) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return message;
    }
}
