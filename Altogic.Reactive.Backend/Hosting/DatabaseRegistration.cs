using System.Text;
using Altogic.Reactive.Backend.Api;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Puts the database into the host.</summary>
internal static class DatabaseRegistration
{
    public static void AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton(s => SqliteDatabase.Open(s.GetRequiredService<DataFolder>().DatabaseFile));
        services.AddSingleton<ObjectId>();
        services.AddSingleton<ModelRegistry>();
        services.AddSingleton<UserDeletions>();
        services.AddSingleton<UserEvents>();
        services.AddSingleton<IUserDocuments, UserDocuments>();
        services.AddSingleton(s => new DatabaseModule(
            s.GetRequiredService<SqliteDatabase>(),
            s.GetRequiredService<ModelRegistry>(),
            s.GetRequiredService<AppDefinition>().Limits,
            s.GetRequiredService<ObjectId>(),
            s.GetRequiredService<TimeProvider>(),
            (text, cancel) => s.GetRequiredService<AuthModule>().HashAsync(Encoding.UTF8.GetBytes(text), cancel),
            s.GetRequiredService<UserDeletions>(),
            s.GetRequiredService<IObjectCache>(),
            s.GetRequiredService<UserEvents>()));
    }

    public static void MapDatabaseRoutes(this WebApplication app) => DatabaseApi.Map(
        app,
        app.Services.GetRequiredService<DatabaseModule>(),
        app.Services.GetRequiredService<AppDefinition>().Limits);

    /// <summary>Makes the tables, and has authentication forget the users that the database deletes.</summary>
    public static async Task InitializeDatabaseAsync(this IServiceProvider services, bool mayDropIndexes, CancellationToken cancel)
    {
        var accounts = services.GetRequiredService<AuthModule>().Accounts;
        services.GetRequiredService<UserDeletions>().Register(accounts.Forget);
        await services.GetRequiredService<DatabaseModule>().InitializeAsync(mayDropIndexes, cancel);
    }
}
