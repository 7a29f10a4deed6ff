using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Auth;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework.Interfaces;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>
/// A backend of its own on a free loopback port with a temporary data folder, and raw HTTP to it. Disposing it fails the test
/// when the backend has logged an error.
/// </summary>
internal sealed class BackendFixture : IAsyncDisposable
{
    private const int FewIterations = 1000;
    private readonly LogRecorder _log;

    private BackendFixture(AltogicBackend backend, LogRecorder log)
    {
        Backend = backend;
        _log = log;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(backend.Url),
            Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public AltogicBackend Backend { get; }

    public HttpClient Http { get; }

    public string Url => Backend.Url;

    public string ClientKey => Backend.ClientKey;

    public Outbox Outbox => Backend.Outbox;

    public IReadOnlyList<LogRecorder.Entry> Log => _log.Entries;

    /// <summary>Set when a test provokes a failure that the backend has to log.</summary>
    public bool ExpectsErrors { get; set; }

    public static Task<BackendFixture> StartAsync(AppDefinition? app = null, TimeProvider? time = null) =>
        StartAsync(new AltogicBackendOptions { App = app, TimeProvider = time ?? TimeProvider.System });

    public static async Task<BackendFixture> StartAsync(AltogicBackendOptions options)
    {
        var log = new LogRecorder();
        var iterations = options.PasswordIterations == AuthModule.PasswordIterations ? FewIterations : options.PasswordIterations;
        return new BackendFixture(await AltogicBackend.StartAsync(options with { LoggerFactory = log, PasswordIterations = iterations }), log);
    }

    public T Service<T>()
        where T : notnull => Backend.Services.GetRequiredService<T>();

    /// <summary>Sends a request with the client key; <paramref name="body"/> goes out as JSON.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="body">The JSON body; null sends none.</param>
    /// <param name="session">The session token; null sends none.</param>
    /// <param name="headers">More headers, or another <c>X-Client-Key</c>; null as a value leaves a default header out.</param>
    public async Task<Answer> SendAsync(
        string method, string path, JsonNode? body = null, string? session = null, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (!headers.Any(h => h.Name == "X-Client-Key")) request.Headers.Add("X-Client-Key", ClientKey);
        if (session is not null) request.Headers.Add("Session", session);
        foreach (var (name, value) in headers)
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> PostAsync(string path, JsonNode? body = null, string? session = null) => SendAsync("POST", path, body, session);

    public Task<Answer> GetAsync(string path, string? session = null) => SendAsync("GET", path, null, session);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Backend.DisposeAsync();
        // a test that has failed already should say why, not what that led to
        if (TestContext.CurrentContext.Result.Assertions.Any(assertion => assertion.Status == AssertionStatus.Failed)) return;
        if (!ExpectsErrors) Assert.That(_log.Errors, Is.Empty, "The backend logged errors that the test did not expect.");
    }
}
