using Altogic.Reactive.Backend.Hosting;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend;

/// <summary>A running backend. Disposing it lets the requests in flight finish, closes the port and then the database.</summary>
public sealed class AltogicBackend : IAsyncDisposable
{
    private readonly BackendHost _host;

    private AltogicBackend(BackendHost host) => _host = host;

    /// <summary>The address it listens on, without a trailing slash, for example <c>http://127.0.0.1:4180</c>.</summary>
    public string Url => _host.Url;

    /// <summary>A client key with every right.</summary>
    public string ClientKey => _host.Keys.ClientKey;

    /// <summary>The full path of the data folder.</summary>
    public string DataDirectory => _host.Folder.Path;

    /// <summary>The messages to users (confirmation links, codes …) that were not sent by mail or text message.</summary>
    public Outbox Outbox => _host.Outbox;

    /// <summary>Sends messages to realtime clients.</summary>
    public RealtimePublisher Realtime => _host.Realtime;

    /// <summary>The messages of queues that were given up.</summary>
    public BackendQueues Queues => _host.Queues;

    /// <summary>The runs of tasks.</summary>
    public BackendTasks Tasks => _host.Tasks;

    internal IServiceProvider Services => _host.Services;

    internal BackendState State => _host.State;

    /// <summary>Starts a backend; the task completes once it answers requests.</summary>
    /// <param name="options">What to serve and where; null uses every default.</param>
    /// <param name="cancel">Gives up the start.</param>
    /// <exception cref="BackendStartException">An option, the app definition, the address or the data folder cannot be used.</exception>
    public static async Task<AltogicBackend> StartAsync(AltogicBackendOptions? options = null, CancellationToken cancel = default) =>
        new(await BackendHost.StartAsync(options ?? new AltogicBackendOptions(), cancel));

    /// <summary>Refuses new requests, waits for those in flight (at most <see cref="AltogicBackendOptions.DrainTimeout"/>) and stops.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
