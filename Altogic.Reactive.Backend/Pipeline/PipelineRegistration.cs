using Altogic.Reactive.Backend.Modules;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Puts the steps of the pipeline in order.</summary>
internal static class PipelineRegistration
{
    public static void AddPipeline(this IServiceCollection services)
    {
        services.AddRoutingCore();
        services.AddSingleton<ClientKeys>();
        services.AddSingleton<CommandKey>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<LinkBase>();
        services.AddSingleton<CookieOrigins>();
        services.AddSingleton(AnswerMemory.OfThisMachine());
    }

    public static void UsePipeline(this WebApplication app)
    {
        app.UseMiddleware<RequestPipeline>();
        app.UseRouting();
        app.UseMiddleware<RequestGate>();
    }
}
