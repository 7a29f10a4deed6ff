using Altogic.Reactive.Backend.Hosting.Logging;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>
/// The composition root: the one place where each module registers its services, maps its routes and prepares itself before
/// the first request. Already registered: <see cref="AltogicBackendOptions"/>, <see cref="AppDefinition"/>,
/// <see cref="TimeProvider"/>, <see cref="DataFolder"/>, <see cref="HostKeys"/>, <see cref="BackendState"/> and logging.
/// </summary>
internal static class BackendRegistration
{
    public static void AddBackendHost(
        this IServiceCollection services, AltogicBackendOptions options, AppDefinition app, DataFolder folder, HostKeys keys, BackendState state)
    {
        services.AddSingleton<ILoggerFactory>(new PlatformQuietLog(options.LoggerFactory, state)).AddLogging();
        services.AddSingleton(s => options.WithRealtime(s)).AddSingleton(options.TimeProvider).AddSingleton(app);
        services.AddSingleton(CallerAddress.Behind(options.TrustedProxies));
        services.AddSingleton(folder).AddSingleton(keys).AddSingleton(state);
        services.AddBackend();
    }

    private static void AddBackend(this IServiceCollection services)
    {
        services.AddDatabase();
        services.AddCache();
        services.AddMessages();
        services.AddAuth();
        services.AddServices();
        services.AddStorage();
        services.AddRealtime();
        services.AddJobs();
        services.AddPipeline();
    }

    public static void MapBackend(this WebApplication app)
    {
        app.UsePipeline();
        app.MapAuthRoutes();
        app.MapDatabaseRoutes();
        app.MapCacheRoutes();
        app.MapStorageRoutes();
        app.MapEndpoints();
        app.MapRealtimeRoutes();
        app.MapJobRoutes();
    }

    /// <summary>Runs after the port is open and before the backend is ready; what throws here fails the start.</summary>
    /// <param name="services">All of the backend.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="mayDropIndexes">Whether indexes go that the app definition does not name; else that is an error.</param>
    public static async Task InitializeBackendAsync(this IServiceProvider services, CancellationToken cancel, bool mayDropIndexes = true)
    {
        await services.InitializeDatabaseAsync(mayDropIndexes, cancel);
        await services.GetRequiredService<CacheModule>().InitializeAsync(cancel);
        await services.GetRequiredService<AuthModule>().StartAsync(cancel);
        await services.GetRequiredService<StorageModule>().StartAsync(cancel);
        services.InitializeRealtime();
        await services.GetRequiredService<BackgroundWork>().InitializeAsync(cancel);
    }

    private static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton(s => new OutboxFolder(s.GetRequiredService<DataFolder>().OutboxDirectory));
        services.AddSingleton<IMessageSender>(s => MessageSenders.For(
            s.GetRequiredService<AppDefinition>(), s.GetRequiredService<OutboxFolder>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILoggerFactory>()));
    }
}
