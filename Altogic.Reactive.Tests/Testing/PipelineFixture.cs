using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Hosting.Logging;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>The request pipeline on Kestrel with routes of the test's own and made-up sessions; no database.</summary>
internal sealed class PipelineFixture : IAsyncDisposable
{
    public const string HostKey = "host-key";
    private readonly WebApplication _app;

    private PipelineFixture(WebApplication app, LogRecorder log, BackendState state)
    {
        _app = app;
        (Log, State) = (log, state);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(address).Port;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    public HttpClient Http { get; }

    public int Port { get; }

    public LogRecorder Log { get; }

    public BackendState State { get; }

    public static async Task<PipelineFixture> StartAsync(
        Action<IEndpointRouteBuilder> routes, AppDefinition? app = null, bool ready = true, IReadOnlyList<string>? proxies = null, params string[] sessions)
    {
        var log = new LogRecorder();
        var state = new BackendState();
        if (ready) state.MarkReady();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddSingleton<ILoggerFactory>(new PlatformQuietLog(log, state)).AddLogging();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(state).AddSingleton(app ?? new AppDefinition());
        builder.Services.AddSingleton(new HostKeys(HostKey, new byte[32]));
        builder.Services.AddSingleton<ISessions>(new FakeSessions(sessions));
        builder.Services.AddSingleton(CallerAddress.Behind(proxies ?? []));
        builder.Services.AddPipeline();
        var web = builder.Build();
        web.UsePipeline();
        routes(web);
        await web.StartAsync();
        return new PipelineFixture(web, log, state);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class FakeSessions(string[] tokens) : ISessions
    {
        public SessionInfo? Find(string token) =>
            tokens.Contains(token) ? new SessionInfo("user-of-" + token, token, DateTimeOffset.UnixEpoch, [], new JsonObject()) : null;
    }
}
