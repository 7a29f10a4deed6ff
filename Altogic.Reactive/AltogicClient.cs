using Altogic.Reactive.Auth;
using Altogic.Reactive.Cache;
using Altogic.Reactive.Database;
using Altogic.Reactive.Endpoints;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Queues;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tasks;

namespace Altogic.Reactive;

/// <summary>
/// A client of one environment of an Altogic backend. Thread-safe; make one and keep it. Disposing it cancels what is under way,
/// completes its streams and closes the connections it opened itself.
/// </summary>
public sealed class AltogicClient : IDisposable
{
    private readonly ClientContext _context;

    /// <summary>Makes a client; nothing is sent yet. A session kept in <see cref="AltogicClientOptions.SessionStore"/> is taken up again.</summary>
    /// <param name="envUrl">The environment's address, <c>https://…</c>; white space around it and slashes at its end do not matter.</param>
    /// <param name="clientKey">The client library key of the environment.</param>
    /// <param name="options">Everything with a default; null for all defaults.</param>
    /// <exception cref="ArgumentException">The address, a key or an option is not usable.</exception>
    public AltogicClient(string envUrl, string clientKey, AltogicClientOptions? options = null)
        : this(new ClientContext(envUrl, clientKey, options))
    {
    }

    private AltogicClient(ClientContext context)
    {
        _context = context;
        Realtime = new RealtimeManager(context);
        Auth = new AuthManager(context, Realtime.UserEvents);
        Db = new DatabaseManager(context);
        Cache = new CacheManager(context);
        Endpoint = new EndpointManager(context);
        Storage = new StorageManager(context);
        Queue = new QueueManager(context, Realtime.StatusHints);
        Task = new TaskManager(context, Realtime.StatusHints);
    }

    /// <summary>Accounts, sign-in and sessions.</summary>
    public AuthManager Auth { get; }

    /// <summary>The documents of the app.</summary>
    public DatabaseManager Db { get; }

    /// <summary>The app's key-value store.</summary>
    public CacheManager Cache { get; }

    /// <summary>The app's own endpoints.</summary>
    public EndpointManager Endpoint { get; }

    /// <summary>Buckets and files.</summary>
    public StorageManager Storage { get; }

    /// <summary>Messages between connected clients; the connection opens when it is first needed.</summary>
    public RealtimeManager Realtime { get; }

    /// <summary>The message queues of the app.</summary>
    public QueueManager Queue { get; }

    /// <summary>The scheduled tasks of the app.</summary>
    public TaskManager Task { get; }

    /// <summary>
    /// A second client with a session of its own, on the connections of this one: a server needs one per request. It stores nothing.
    /// Disposing it ends only its own operations and streams. The client that has the connections, from which all others were made, ends
    /// them all: after it is disposed none of them can be used.
    /// </summary>
    /// <param name="token">The session's token.</param>
    /// <exception cref="ArgumentException">The token is empty, or no HTTP header can carry it.</exception>
    public AltogicClient WithSession(string token)
    {
        if (string.IsNullOrWhiteSpace(token)) throw new ArgumentException("The session token is missing.", nameof(token));
        if (!Internal.Transport.RequestHeaders.IsSendable(token))
            throw new ArgumentException("The session token has characters that no HTTP header can carry.", nameof(token));
        return new AltogicClient(_context.WithSession(new Session { Token = token }));
    }

    /// <summary>
    /// The same without a session, for somebody who is about to sign in: what <see cref="Auth"/> of it is granted stays with it, and this client
    /// keeps its own session.
    /// </summary>
    public AltogicClient WithoutSession() => new(_context.WithSession(session: null));

    /// <inheritdoc/>
    public void Dispose()
    {
        _context.Stop();
        Realtime.Dispose();
        _context.Dispose();
    }
}
