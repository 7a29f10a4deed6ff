using Altogic.Reactive.Backend.Api;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Backend.Realtime.SocketIO;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Puts realtime into the host.</summary>
internal static class RealtimeRegistration
{
    /// <summary>Names, quotes and packet heads around a message of the largest size.</summary>
    private const int Envelope = 64 << 10;

    public static void AddRealtime(this IServiceCollection services)
    {
        services.AddSingleton(s => s.GetRequiredService<AltogicBackendOptions>().Realtime);
        services.AddSingleton<IRealtimeBackplane, InProcessBackplane>();
        services.AddSingleton(s => new RealtimeHub(
            s.GetRequiredService<RealtimeSettings>(), s.Limits().RealtimeReplayBytes, s.GetRequiredService<IRealtimeBackplane>(),
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IAdmission>(s => new RealtimeAdmission(s.GetRequiredService<ClientKeys>(), s.GetRequiredService<ISessions>()));
        services.AddSingleton(s => new SocketServices(
            s.GetRequiredService<RealtimeHub>(), s.GetRequiredService<IAdmission>(),
            new CommandReader(s.GetRequiredService<RealtimeSettings>(), s.Limits().RealtimeMessageBytes), s.GetRequiredService<RealtimeSettings>(),
            s.MaxPayload(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SocketSession>>()));
        services.AddSingleton(s => new EngineServer(
            s.GetRequiredService<RealtimeSettings>(), s.MaxPayload(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<EngineServer>>(),
            (connection, origin) => new SocketSession(connection, origin, s.GetRequiredService<SocketServices>())));
        services.AddSingleton(s => new RealtimePublishing(
            s.GetRequiredService<RealtimeHub>(), s.GetRequiredService<RealtimeSettings>(), s.Limits().RealtimeMessageBytes));
        services.AddSingleton(s => new RealtimePublisher(s.GetRequiredService<RealtimePublishing>()));
    }

    /// <summary>The options with services whose contexts can publish.</summary>
    public static AltogicBackendOptions WithRealtime(this AltogicBackendOptions options, IServiceProvider services) => options with
    {
        Services = options.Services.ToDictionary(
            pair => pair.Key,
            pair => (Func<ServiceContext, CancellationToken, Task<ServiceResponse>>)((context, cancel) =>
                pair.Value(context with { Realtime = services.GetRequiredService<RealtimePublisher>() }, cancel)),
            StringComparer.Ordinal),
    };

    public static void MapRealtimeRoutes(this WebApplication app)
    {
        new SocketIoApi(app.Services.GetRequiredService<EngineServer>(), app.Services.GetRequiredService<RealtimeSettings>()).Map(app);
        app.MapRealtime(app.Services.GetRequiredService<RealtimeHub>(), app.Services.GetRequiredService<RealtimePublishing>());
    }

    public static void InitializeRealtime(this IServiceProvider services)
    {
        services.GetRequiredService<UserEvents>().Listen(services.GetRequiredService<RealtimeHub>().OnUserEvents);
        var publishing = services.GetRequiredService<RealtimePublishing>();
        services.GetRequiredService<StatusChanges>().Changed += change => publishing.TellStatus(change.Id);
    }

    /// <summary>Asks the clients to come back later; nothing is published any more.</summary>
    public static void ShutDownRealtime(this IServiceProvider services)
    {
        services.GetRequiredService<RealtimeHub>().Stop();
        services.GetRequiredService<EngineServer>().Shutdown();
    }

    private static LimitsDefinition Limits(this IServiceProvider services) => services.GetRequiredService<AppDefinition>().Limits;

    private static int MaxPayload(this IServiceProvider services) => (int)services.Limits().RealtimeMessageBytes + Envelope;
}
