using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>A data folder with everything that works on it, for a command that takes no requests.</summary>
internal sealed class IdleBackend : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly ServiceProvider _services;

    private IdleBackend(DataFolder folder, ServiceProvider services) => (_folder, _services) = (folder, services);

    public IServiceProvider Services => _services;

    /// <exception cref="DataFolderInUseException">A backend is using the folder.</exception>
    /// <exception cref="BackendStartException">The folder cannot be used, or its indexes are those of another app definition.</exception>
    public static async Task<IdleBackend> OpenAsync(string dataDirectory, AppDefinition app)
    {
        var folder = DataFolder.Open(dataDirectory);
        ServiceProvider? services = null;
        try
        {
            var keys = await HostKeys.LoadAsync(folder.KeysFile, null, CancellationToken.None);
            var registrations = new ServiceCollection();
            registrations.AddBackendHost(new AltogicBackendOptions(), app, folder, keys, new BackendState());
            services = registrations.BuildServiceProvider();
            await services.InitializeBackendAsync(CancellationToken.None, mayDropIndexes: false);
            return new IdleBackend(folder, services);
        }
        catch
        {
            if (services is not null) await services.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
