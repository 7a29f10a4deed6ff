using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.AddSingleton(options.LoggerFactory).AddLogging();
        services.AddSingleton(options).AddSingleton(options.TimeProvider).AddSingleton(app);
        services.AddSingleton(folder).AddSingleton(keys).AddSingleton(state);
        services.AddBackend();
    }

    private static void AddBackend(this IServiceCollection services)
    {
        services.AddSingleton(s => SqliteDatabase.Open(s.GetRequiredService<DataFolder>().DatabaseFile));
        services.AddSingleton<ObjectId>();
        services.AddMessages();
        services.TryAddSingleton<ISessions, NoSessions>();
        services.AddPipeline();
    }

    public static void MapBackend(this WebApplication app)
    {
        app.UsePipeline();
    }

    /// <summary>Runs after the port is open and before the backend is ready; what throws here fails the start.</summary>
    public static Task InitializeBackendAsync(this IServiceProvider services, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        services.GetRequiredService<SqliteDatabase>();
        return Task.CompletedTask;
    }

    private static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton(s => new OutboxFolder(s.GetRequiredService<DataFolder>().OutboxDirectory));
        services.AddSingleton<IMessageSender>(s => MessageSenders.For(
            s.GetRequiredService<AppDefinition>(), s.GetRequiredService<OutboxFolder>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILoggerFactory>()));
    }
}
