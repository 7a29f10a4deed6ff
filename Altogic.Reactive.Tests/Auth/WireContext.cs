using System.Net.Http.Headers;
using System.Reactive.Linq;
using System.Text;
using Altogic.Reactive.Endpoints;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Auth;

/// <summary>A client that stands where the official one stood, and a server that answers as the recorded one did.</summary>
internal sealed class WireContext : IDisposable
{
    private readonly StubHttp _http = new();
    private readonly Lazy<AltogicClient> _client;

    public WireContext(JObject example, string[]? requests)
    {
        Example = example;
        var exchanges = example["http"]?.ToList() ?? [];
        for (var index = 0; index < exchanges.Count && index < (requests?.Length ?? int.MaxValue); index++)
            Answer((requests?[index] ?? (string)exchanges[index]["request"]!).Split(' '), (JObject)exchanges[index]["reply"]!);
        if (example["stored"] is JObject stored) Store.Save(JsonConvert.DeserializeObject<StoredSession>(stored.ToString(Formatting.None))!);
        _client = new Lazy<AltogicClient>(CreateClient);
    }

    public JObject Example { get; }

    public MemorySessionStore Store { get; } = new();

    /// <summary>Made when first used: making it may be what fails.</summary>
    public AltogicClient Client => _client.Value;

    public IReadOnlyList<StubRequest> Requests => _http.Requests;

    public string? Window => (string?)Example["window"];

    public async Task<JObject?> Get(string path)
    {
        var result = await Client.Endpoint.Get(path);
        return Outcome(result.Errors, ("data", result.Data));
    }

    public async Task<JObject?> GetText(string path)
    {
        var result = await Client.Endpoint.Get(path, EndpointReply.Text);
        return Outcome(result.Errors, ("data", result.Data is null ? null : new JValue(result.Data)));
    }

    public async Task<JObject?> Post(string path, object body)
    {
        var result = await Client.Endpoint.Post(path, body);
        return Outcome(result.Errors, ("data", result.Data));
    }

    public async Task<JObject?> GetStats()
    {
        var context = Client.Auth.Context;
        var result = await context.Executor.ExecuteOrNull<JToken>(
            new Operation("test.stats", IsSafeToRepeat: true), context.Rest.Database.GetStats);
        return Outcome(result.Errors, ("data", result.Data));
    }

    /// <summary>A result in the shape of the official client.</summary>
    public static JObject Outcome(AltogicError? errors, params (string Name, JToken? Value)[] members)
    {
        var outcome = new JObject();
        foreach (var (name, value) in members) outcome[name] = value;
        outcome["errors"] = errors is null
            ? null
            : new JObject
            {
                ["status"] = errors.Status,
                ["statusText"] = errors.StatusText,
                ["items"] = JArray.FromObject(errors.Items),
                ["kind"] = errors.Kind.ToString(),
                ["code"] = errors.Items[0].Code,
            };
        return outcome;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
        _http.Dispose();
    }

    private AltogicClient CreateClient()
    {
        var url = (string?)Example["envUrl"] ?? StubHttp.Url;
        return _http.CreateClient(
            new AltogicClientOptions
            {
                RetryPolicy = RetryPolicy.None,
                SessionStore = Example["noStorage"] is null ? Store : null,
                ApiKey = (string?)Example["clientOptions"]?["apiKey"],
            },
            url.Replace(":PORT", "", StringComparison.Ordinal));
    }

    private void Answer(string[] request, JObject reply)
    {
        var route = _http.On(request[0], request[1]);
        if (reply["reset"] is not null) route.Reset();
        else if (reply["resetAfter"] is not null) route.ResetMidBody((string)reply["body"]!);
        else route.Answer(_ => Message(reply));
    }

    private static HttpResponseMessage Message(JObject reply)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes((string)reply["body"]!));
        var message = new HttpResponseMessage((System.Net.HttpStatusCode)(int)reply["status"]!) { Content = content };
        if ((string?)reply["statusText"] is { } text) message.ReasonPhrase = text;
        foreach (var header in ((JObject)reply["headers"]!).Properties())
        {
            var value = (string)header.Value!;
            if (header.Name == "content-type") content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else message.Headers.TryAddWithoutValidation(header.Name, value);
        }

        return message;
    }
}
