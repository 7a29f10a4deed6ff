using Altogic.Reactive.Internal.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive;

/// <summary>Registers a client with Microsoft.Extensions.DependencyInjection.</summary>
public static class AltogicServiceCollectionExtensions
{
    /// <summary>
    /// Adds one <see cref="AltogicClient"/> for the whole container, which makes it when it is first asked for and disposes it. It writes to
    /// the container's log unless the options name another.
    /// </summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="envUrl">The environment's address.</param>
    /// <param name="clientKey">The client library key of the environment.</param>
    /// <param name="options">Everything with a default; null for all defaults.</param>
    /// <exception cref="ArgumentException">The address or the key is not usable.</exception>
    public static IServiceCollection AddAltogic(
        this IServiceCollection services, string envUrl, string clientKey, AltogicClientOptions? options = null) =>
        services.AddAltogic(envUrl, clientKey, _ => options ?? new AltogicClientOptions());

    /// <summary>The same with options that need something from the container.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="envUrl">The environment's address.</param>
    /// <param name="clientKey">The client library key of the environment.</param>
    /// <param name="options">Called once, when the client is first asked for.</param>
    /// <exception cref="ArgumentException">The address or the key is not usable.</exception>
    public static IServiceCollection AddAltogic(
        this IServiceCollection services, string envUrl, string clientKey, Func<IServiceProvider, AltogicClientOptions> options)
    {
        if (options is null) throw new ArgumentNullException(nameof(options));
        // a wrong address should fail at the start of the app, not at its first request
        _ = BaseUrl.Normalise(envUrl);
        _ = new RequestHeaders(clientKey, apiKey: null);
        return services.AddAltogic(provider => new AltogicClient(envUrl, clientKey, WithLogging(options(provider), provider)));
    }

    /// <summary>The same with a client of the caller's making, for example with an address from the configuration.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="factory">Called once, when the client is first asked for; the container disposes what it returns.</param>
    public static IServiceCollection AddAltogic(this IServiceCollection services, Func<IServiceProvider, AltogicClient> factory)
    {
        if (services is null) throw new ArgumentNullException(nameof(services));
        if (factory is null) throw new ArgumentNullException(nameof(factory));
        return services.AddSingleton(factory);
    }

    private static AltogicClientOptions WithLogging(AltogicClientOptions options, IServiceProvider provider) =>
        options.LoggerFactory is null ? options with { LoggerFactory = provider.GetService<ILoggerFactory>() } : options;
}
