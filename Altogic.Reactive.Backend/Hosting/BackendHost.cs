using Altogic.Reactive.Backend.App.Validation;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Backend.Modules.Queues;
using Altogic.Reactive.Backend.Modules.Tasks;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Owns what a running backend consists of, from the folder lock to the listening port.</summary>
internal sealed class BackendHost : IAsyncDisposable
{
    private readonly AltogicBackendOptions _options;
    private readonly WebApplication _app;
    private readonly ILogger _log;
    private BackgroundWork? _work;
    private int _disposed;

    private BackendHost(AltogicBackendOptions options, DataFolder folder, HostKeys keys, BackendState state, WebApplication app)
    {
        _options = options;
        Folder = folder;
        Keys = keys;
        State = state;
        _app = app;
        _log = options.LoggerFactory.CreateLogger<AltogicBackend>();
        Outbox = new Outbox(app.Services.GetRequiredService<OutboxFolder>());
        Realtime = app.Services.GetRequiredService<RealtimePublisher>();
    }

    public string Url { get; private set; } = "";

    public DataFolder Folder { get; }

    public HostKeys Keys { get; }

    public BackendState State { get; }

    public Outbox Outbox { get; }

    public RealtimePublisher Realtime { get; }

    public BackendQueues Queues => field ??= new BackendQueues(Services.GetRequiredService<QueueModule>());

    public BackendTasks Tasks => field ??= new BackendTasks(Services.GetRequiredService<TaskModule>());

    public IServiceProvider Services => _app.Services;

    public static async Task<BackendHost> StartAsync(AltogicBackendOptions options, CancellationToken cancel)
    {
        var address = ListenAddress.Parse(options.Url);
        var app = options.App ?? new AppDefinition();
        AppDefinitionValidator.Validate(app, [.. options.Services.Keys]);
        var folder = DataFolder.Open(options.DataDirectory);
        WebApplication? web = null;
        BackendHost? host = null;
        try
        {
            var keys = await HostKeys.LoadAsync(folder.KeysFile, options.ClientKey, cancel);
            var state = new BackendState();
            web = Build(options, address, app, folder, keys, state);
            web.MapBackend();
            host = new BackendHost(options, folder, keys, state, web);
            await host.ListenAsync(address, cancel);
            return host;
        }
        catch (Exception e)
        {
            if (host is not null) await host.DisposeAsync();
            else await ReleaseAsync(web, folder);
            if (Explain(e, folder) is { } explained) throw explained;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;

        // A start that failed is told by its exception alone.
        var hasRun = !State.IsStarting;
        if (hasRun) HostLog.Draining(_log, State.Active);
        try
        {
            await DrainAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await _app.StopAsync(limit.Token);
        }
        finally
        {
            await ReleaseAsync(_app, Folder);
        }

        if (hasRun) HostLog.Stopped(_log);
    }

    private async Task DrainAsync()
    {
        try
        {
            var drained = Task.WhenAll(DrainRequestsAsync(), _work?.DrainAsync() ?? Task.CompletedTask);
            Services.ShutDownRealtime();
            await drained.WaitAsync(_options.DrainTimeout, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            HostLog.DrainTimedOut(_log, State.Active);
        }
    }

    private async Task DrainRequestsAsync()
    {
        await State.DrainAsync();
        await Services.GetRequiredService<AuthModule>().DrainAsync();
    }

    /// <summary>Gives the folder free, whatever else fails.</summary>
    private static async Task ReleaseAsync(WebApplication? web, DataFolder folder)
    {
        using (folder)
        {
            // The container disposes its services last made first, so that the database goes after all that use it.
            if (web is not null) await web.DisposeAsync();
            File.Delete(folder.RunningFile);
        }
    }

    private static BackendStartException? Explain(Exception error, DataFolder folder) => error switch
    {
        SqliteException or InvalidDataException => new BackendStartException(
            $"The database {folder.DatabaseFile} cannot be opened: {error.Message} Restore it from a backup, or choose another data folder.", error),
        IOException or UnauthorizedAccessException => new BackendStartException(
            $"The data folder {folder.Path} cannot be used: {error.Message} Mend that, or choose another one with --data DIR.", error),
        _ => null,
    };

    private static WebApplication Build(
        AltogicBackendOptions options, ListenAddress address, AppDefinition app, DataFolder folder, HostKeys keys, BackendState state)
    {
        // The empty builder reads no configuration files or variables: only the options decide.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, address));
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddBackendHost(options, app, folder, keys, state);
        return builder.Build();
    }

    private static void Configure(KestrelServerOptions kestrel, ListenAddress address)
    {
        // Holds for the endpoints that come after it.
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        address.Apply(kestrel);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = 32 << 10;

        // The pipeline counts bodies itself: Kestrel's own limit closes the connection before the JSON answer is read.
        kestrel.Limits.MaxRequestBodySize = null;
    }

    private async Task ListenAsync(ListenAddress address, CancellationToken cancel)
    {
        try
        {
            await _app.StartAsync(cancel);
        }
        catch (Exception e) when (e is IOException or AddressInUseException or System.Net.Sockets.SocketException)
        {
            throw new BackendStartException(
                $"The address {address.ToUrl(address.Port)} cannot be listened on: {e.Message} Stop the program that uses it, or choose another one with --url.", e);
        }

        var bound = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = address.ToUrl(new Uri(bound).Port);
        await _app.Services.InitializeBackendAsync(cancel);
        await new RunningBackend(Url, _app.Services.GetRequiredService<CommandKey>().Value).WriteAsync(Folder.RunningFile, cancel);
        State.MarkReady();
        _work = Services.GetRequiredService<BackgroundWork>();
        await _work.StartAsync(cancel);
        HostLog.Ready(_log, Url, Folder.Path);
    }
}
