using Altogic.Reactive.Backend.Api;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Puts the cache into the host.</summary>
internal static class CacheRegistration
{
    public static void AddCache(this IServiceCollection services)
    {
        services.AddSingleton(s => new CacheModule(
            s.GetRequiredService<SqliteDatabase>(),
            s.GetRequiredService<AppDefinition>().Limits,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<CacheModule>>()));
        services.AddSingleton<IObjectCache>(s => s.GetRequiredService<CacheModule>());
    }

    public static void MapCacheRoutes(this WebApplication app) => CacheApi.Map(app, app.Services.GetRequiredService<CacheModule>());
}
