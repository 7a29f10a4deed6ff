using Altogic.Reactive.Backend.Api;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Puts authentication into the host.</summary>
internal static class AuthRegistration
{
    public static void AddAuth(this IServiceCollection services)
    {
        services.AddSingleton(s => new AuthModule(
            s.GetRequiredService<AppDefinition>(),
            s.GetRequiredService<SqliteDatabase>(),
            s.GetRequiredService<IUserDocuments>(),
            s.GetRequiredService<ObjectId>(),
            s.GetRequiredService<IMessageSender>(),
            s.GetRequiredService<HostKeys>().HostKey,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<AuthModule>>(),
            s.GetRequiredService<UserEvents>(),
            s.GetRequiredService<AltogicBackendOptions>().PasswordIterations));
        services.AddSingleton(s => s.GetRequiredService<AuthModule>().Sessions);
    }

    public static void MapAuthRoutes(this WebApplication app)
    {
        var auth = app.Services.GetRequiredService<AuthModule>();
        app.MapAuth(auth);
        app.MapAuthPages(auth, app.Services.GetRequiredService<AppDefinition>().Auth);
        app.MapAdmin(auth);
    }
}
