using Altogic.Reactive.Backend.Api;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Modules.Queues;
using Altogic.Reactive.Backend.Modules.Services;
using Altogic.Reactive.Backend.Modules.Tasks;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Puts queues and tasks into the host.</summary>
internal static class JobRegistration
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<StatusChanges>();
        services.AddSingleton(s => new JobEnvironment(
            s.GetRequiredService<SqliteDatabase>(),
            s.GetRequiredService<ServiceRunner>().RunAsync,
            s.GetRequiredService<StatusChanges>(),
            s.GetRequiredService<ObjectId>(),
            s.GetRequiredService<TimeProvider>(),
            Random.Shared.NextDouble,
            s.GetRequiredService<ILogger<JobEnvironment>>()));
        services.AddSingleton(s => new QueueModule(s.GetRequiredService<JobEnvironment>(), s.GetRequiredService<AppDefinition>().Queues));
        services.AddSingleton(s => new TaskModule(s.GetRequiredService<JobEnvironment>(), s.GetRequiredService<AppDefinition>().Tasks));
        services.AddSingleton<BackgroundWork>();
    }

    public static void MapJobRoutes(this WebApplication app)
    {
        var (queues, tasks) = (app.Services.GetRequiredService<QueueModule>(), app.Services.GetRequiredService<TaskModule>());
        app.MapJobs(queues, tasks);
        app.MapJobAdmin(queues, tasks);
    }
}
