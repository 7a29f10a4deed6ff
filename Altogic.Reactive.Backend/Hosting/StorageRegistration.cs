using Altogic.Reactive.Backend.Api.Storage;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Files;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Puts storage into the host.</summary>
internal static class StorageRegistration
{
    public static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton(s => BlobStore.Open(
            s.GetRequiredService<DataFolder>().FilesDirectory, s.GetRequiredService<AltogicBackendOptions>().CreateFile));
        services.AddSingleton(s => new StorageModule(
            s.GetRequiredService<AppDefinition>(),
            s.GetRequiredService<SqliteDatabase>(),
            s.GetRequiredService<BlobStore>(),
            s.GetRequiredService<DatabaseModule>().Queries,
            s.GetRequiredService<ObjectId>(),
            s.GetRequiredService<HostKeys>().HostKey,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILoggerFactory>().CreateLogger("Altogic.Reactive.Backend.Storage")));
    }

    public static void MapStorageRoutes(this WebApplication app) =>
        StorageApi.Map(app, app.Services.GetRequiredService<StorageModule>(), app.Services.GetRequiredService<AppDefinition>().Limits);
}
