using Altogic.Reactive.Backend;

namespace Altogic_App.Backend;

/// <summary>The app's backend: altogic.json says what there is, this file what the endpoints do.</summary>
public static class AppBackend
{
    /// <summary>Starts it, as the program does and as the tests do.</summary>
    /// <param name="options">Where to listen and where the data lives; without a data folder it is gone at the end.</param>
    public static Task<AltogicBackend> StartAsync(AltogicBackendOptions options)
    {
        options.Services["hello"] = HelloAsync;
        return AltogicBackend.StartAsync(options with
        {
            App = AppDefinition.Load(Path.Combine(AppContext.BaseDirectory, "altogic.json")),
        });
    }

    private static Task<ServiceResponse> HelloAsync(ServiceContext context, CancellationToken cancel) =>
        Task.FromResult(ServiceResponse.From(new { message = $"Hello {context.Request!.Params["name"]}" }));
}
