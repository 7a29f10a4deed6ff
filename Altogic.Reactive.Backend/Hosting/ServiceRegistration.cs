using Altogic.Reactive.Backend.Modules.Services;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Puts the services that endpoints, queues and tasks run into the host.</summary>
internal static class ServiceRegistration
{
    public static void AddServices(this IServiceCollection services) => services.AddSingleton<ServiceRunner>();
}
