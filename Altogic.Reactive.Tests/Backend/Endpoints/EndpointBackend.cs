using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Services;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Tests.Testing;
using Microsoft.AspNetCore.Http;

namespace Altogic.Reactive.Tests.Backend.Endpoints;

/// <summary>A backend with endpoints whose service says what it was called with, in code or in a server of its own.</summary>
internal sealed class EndpointBackend : IAsyncDisposable
{
    public const string Service = "echo";
    public const string ApiKey = "api-key-1";
    private static readonly OperationPolicy Open = new(null, SessionNeed.Never) { Body = BodyKind.Raw };
    private readonly PipelineFixture? _server;
    private int _runs;

    private EndpointBackend(BackendFixture fixture, PipelineFixture? server) => (Fixture, _server) = (fixture, server);

    public BackendFixture Fixture { get; }

    /// <summary>How often the service was called.</summary>
    public int Runs => Volatile.Read(ref _runs);

    public static EndpointDefinition Endpoint(string path, string method = "GET") => new() { Method = method, Path = path, Service = Service };

    public static Task<EndpointBackend> StartAsync(params EndpointDefinition[] endpoints) => StartAsync(ServiceKind.Code, null, endpoints);

    public static async Task<EndpointBackend> StartAsync(
        ServiceKind kind, Func<AppDefinition, AppDefinition>? change, params EndpointDefinition[] endpoints)
    {
        EndpointBackend? backend = null;
        var server = kind == ServiceKind.Code ? null : await PipelineFixture.StartAsync(routes => routes.MapOperation("POST", "/echo", Open, async context =>
        {
            Interlocked.Increment(ref backend!._runs);
            context.Response.ContentType = context.Request.ContentType;
            await context.Request.Body.CopyToAsync(context.Response.Body);
        }));
        var app = new AppDefinition { Endpoints = endpoints, ApiKeys = [new ApiKeyDefinition { Key = ApiKey }], AccessGroups = ["admin", "support"] };
        if (server is not null) app = app with { Services = new Dictionary<string, ServiceDefinition> { [Service] = new() { Url = $"http://127.0.0.1:{server.Port}/echo" } } };
        var options = new AltogicBackendOptions { App = change?.Invoke(app) ?? app };
        if (server is null)
        {
            options.Services[Service] = async (context, _) =>
            {
                Interlocked.Increment(ref backend!._runs);
                using var call = ServiceCall.ToContent(context);
                return ServiceResponse.Bytes(await call.ReadAsByteArrayAsync(CancellationToken.None), "application/json");
            };
        }

        backend = new EndpointBackend(await BackendFixture.StartAsync(options), server);
        return backend;
    }

    /// <summary>A backend with one endpoint, <c>POST /run</c>, that runs this code.</summary>
    public static Task<BackendFixture> RunAsync(
        Func<ServiceContext, CancellationToken, Task<ServiceResponse>> service, Func<AltogicBackendOptions, AltogicBackendOptions>? change = null, string method = "POST")
    {
        var options = new AltogicBackendOptions { App = new AppDefinition { Endpoints = [Endpoint("run", method)] } };
        options.Services[Service] = service;
        return BackendFixture.StartAsync(change?.Invoke(options) ?? options);
    }

    /// <summary>A backend with one endpoint, <c>POST /run</c>, that calls this address.</summary>
    public static Task<BackendFixture> CallAsync(string url, TimeProvider? time = null, int timeoutSeconds = 30) => BackendFixture.StartAsync(new AltogicBackendOptions
    {
        TimeProvider = time ?? TimeProvider.System,
        App = new AppDefinition
        {
            Endpoints = [Endpoint("run", "POST")],
            Services = new Dictionary<string, ServiceDefinition> { [Service] = new() { Url = url, TimeoutSeconds = timeoutSeconds } },
        },
    });

    /// <summary>A server that answers <c>POST /</c> like this.</summary>
    public static Task<PipelineFixture> ServeAsync(Func<HttpContext, Task> answer) =>
        PipelineFixture.StartAsync(routes => routes.MapOperation("POST", "/", Open, context => answer(context)));

    public Task<Answer> SendAsync(string method, string path, JsonNode? body = null, string? session = null, params (string Name, string? Value)[] headers) =>
        Fixture.SendAsync(method, path, body, session, headers);

    public async Task<Answer> SendAsync(string method, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        return await Fixture.SendAsync(request);
    }

    /// <summary>The request that the service was called with.</summary>
    public async Task<JsonNode> EchoAsync(string method, string path, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        var answer = await Fixture.SendAsync(request);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Json!["request"]!;
    }

    /// <summary>Signs up, puts the user into these groups, and gives the token of a session that knows them.</summary>
    public async Task<string> SignInAsync(params string[] groups)
    {
        var credentials = new JsonObject { ["email"] = $"{Guid.NewGuid():N}@example.com", ["password"] = "secret-1" };
        await Fixture.PostAsync("/_api/rest/v1/auth/signup-email", credentials.DeepClone());
        var grant = new JsonObject { ["email"] = (string)credentials["email"]!, ["accessGroupKeys"] = new JsonArray([.. groups]) };
        var granted = await Fixture.SendAsync("PUT", "/_admin/v1/access-groups", grant, headers: ("Authorization", ApiKey));
        Assert.That(granted.Status, Is.EqualTo(200), granted.Text);
        var signedIn = await Fixture.PostAsync("/_api/rest/v1/auth/signin-email", credentials);
        return (string)signedIn.Json!["session"]!["token"]!;
    }

    public static StringContent Text(string text, string contentType)
    {
        var content = new StringContent(text);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    public static ByteArrayContent Bytes(byte[] bytes, string? contentType)
    {
        var content = new ByteArrayContent(bytes);
        if (contentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        await Fixture.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }
}
