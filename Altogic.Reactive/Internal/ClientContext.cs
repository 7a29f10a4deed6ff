using System.Reactive.Concurrency;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal.Diagnostics;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.Sessions;
using Altogic.Reactive.Internal.Transport;

namespace Altogic.Reactive.Internal;

/// <summary>What a client's managers share. Made by the client, disposed by the client.</summary>
internal sealed class ClientContext : IDisposable
{
    private readonly HttpTransport _transport;
    private readonly bool _ownsTransport;
    private readonly RequestHeaders _headers;
    private readonly RestAddresses _addresses;
    private readonly ClientContext? _origin;
    private readonly HashSet<IDisposable> _dependants = [];
    private readonly AsyncLocal<RequestSession?> _requestSession = new();

    /// <exception cref="ArgumentException">An address, a key or an option is not usable.</exception>
    public ClientContext(string? envUrl, string? clientKey, AltogicClientOptions? options)
    {
        Options = options ?? new AltogicClientOptions();
        BaseUrl = Transport.BaseUrl.Normalise(envUrl);
        _addresses = new RestAddresses(BaseUrl);
        _headers = new RequestHeaders(clientKey, Options.ApiKey);
        ClientKey = clientKey!.Trim();
        OptionChecks.Require(Options);
        Loggers = new ClientLoggers(Options.LoggerFactory);
        Json = new JsonFormat(Options.ConfigureJson);
        _transport = HttpTransport.Create(Options, Loggers.Transport);
        _ownsTransport = true;
        Faults = new ObserverFaults(Options, Loggers.For("Altogic.Reactive.Observers"));
        Sessions = new SessionHolder(Options.SessionStore, Loggers.Sessions, Faults.Report);
        Rest = CreateRest();
        Executor = new Executor(this);
    }

    private ClientContext(ClientContext origin, Session? session)
    {
        _origin = origin;
        Options = origin.Options with { SessionStore = null };
        BaseUrl = origin.BaseUrl;
        _addresses = origin._addresses;
        _headers = origin._headers;
        ClientKey = origin.ClientKey;
        Loggers = origin.Loggers;
        Json = origin.Json;
        _transport = origin._transport;
        Faults = origin.Faults;
        Sessions = new SessionHolder(store: null, Loggers.Sessions, Faults.Report);
        if (session is not null) Sessions.SetSession(session);
        Rest = CreateRest();
        Executor = new Executor(this);
    }

    /// <summary>The options as given, or the defaults.</summary>
    public AltogicClientOptions Options { get; }

    /// <summary>The normalised address, without a slash at its end.</summary>
    public string BaseUrl { get; }

    /// <summary>The client library key.</summary>
    public string ClientKey { get; }

    /// <summary>The one door from Task to observable.</summary>
    public Executor Executor { get; }

    /// <summary>The declared REST interfaces.</summary>
    public RestApis Rest { get; }

    /// <summary>The current session and user.</summary>
    public SessionHolder Sessions { get; }

    /// <summary>The session of the operation that is sending here; null outside of one.</summary>
    public RequestSession? RequestSession
    {
        get => _requestSession.Value;
        set => _requestSession.Value = value;
    }

    /// <summary>Where exceptions of the app's observers go.</summary>
    public ObserverFaults Faults { get; }

    /// <summary>How JSON is read and written.</summary>
    public JsonFormat Json { get; }

    /// <summary>One logger per area.</summary>
    public ClientLoggers Loggers { get; }

    /// <summary>The clock.</summary>
    public IScheduler Scheduler => Options.Scheduler;

    /// <summary>Whether the client, or the one it was made from, has been disposed.</summary>
    public bool IsDisposed => Executor.IsStopped || _transport.IsDisposed;

    /// <summary>A context of its own session on the same connections; it persists nothing.</summary>
    public ClientContext WithSession(Session? session) => new(this, session);

    /// <summary>Has something disposed together with the client that this one was made from; a client of its own needs nothing of the kind.</summary>
    public void EndWithOrigin(IDisposable dependant)
    {
        for (var origin = _origin; origin is not null; origin = origin._origin)
        {
            lock (origin._dependants) origin._dependants.Add(dependant);
            if (origin.IsDisposed) dependant.Dispose();
        }
    }

    /// <summary>It has been disposed by itself.</summary>
    public void Detach(IDisposable dependant)
    {
        for (var origin = _origin; origin is not null; origin = origin._origin)
            lock (origin._dependants) origin._dependants.Remove(dependant);
    }

    /// <summary>Sends a request that is none of the declared ones, without any header of ours.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _transport.SendAsync(request, cancellation);

    /// <summary>Ends the operations under way; the rest of the client comes to its end after them.</summary>
    public void Stop() => Executor.Dispose();

    public void Dispose()
    {
        Stop();
        IDisposable[] dependants;
        lock (_dependants) dependants = [.. _dependants];
        foreach (var dependant in dependants) dependant.Dispose();
        if (_ownsTransport) _transport.Dispose();
        Sessions.Dispose();
    }

    private RestApis CreateRest() => new(new RestRequester(_addresses, _headers, Json, _transport, () => RequestSession ?? new RequestSession(Sessions.Token)));
}
