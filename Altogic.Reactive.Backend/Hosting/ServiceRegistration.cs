using Altogic.Reactive.Backend.Api;
using Altogic.Reactive.Backend.Modules.Services;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Puts the services that endpoints, queues and tasks run into the host, and the endpoints themselves.</summary>
internal static class ServiceRegistration
{
    public static void AddServices(this IServiceCollection services)
    {
        services.AddSingleton<ServiceRunner>();
        services.AddSingleton(s => new CallFiles(
            s.GetRequiredService<DataFolder>().In("calls"), s.GetRequiredService<AltogicBackendOptions>().CreateFile, s.GetRequiredService<ILogger<CallFiles>>()));
        services.AddSingleton<EndpointAnswer>();
        services.AddSingleton<EndpointApi>();
    }

    public static void MapEndpoints(this WebApplication app) => app.Services.GetRequiredService<EndpointApi>().Map(app);
}
