using System.Net;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Transport;

/// <summary>
/// The way to the network, shared by a client and those made by <c>WithSession</c>. Redirects are not followed: HTTP would turn a
/// redirected POST into a GET without a body, and carry the session to another host.
/// </summary>
internal sealed class HttpTransport : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private int _isDisposed;

    private HttpTransport(HttpMessageHandler handler, bool isOurs, ILogger log) =>
        _invoker = new HttpMessageInvoker(new LoggingHandler(handler, log), isOurs);

    /// <summary>Whether the owner is gone.</summary>
    public bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    /// <summary>Sends through what the options name, else through a connection pool of our own.</summary>
    /// <exception cref="ArgumentException">The options name both a client and a handler.</exception>
    public static HttpTransport Create(AltogicClientOptions options, ILogger log)
    {
        if (options.HttpClient is not null && options.HttpMessageHandler is not null)
            throw new ArgumentException("Give HttpClient or HttpMessageHandler, not both.", nameof(options));
        if (options.HttpClient is { } client) return new HttpTransport(new HttpClientHandlerAdapter(client), isOurs: true, log);
        if (options.HttpMessageHandler is { } handler) return new HttpTransport(handler, isOurs: false, log);
        return new HttpTransport(CreateHandler(), isOurs: true, log);
    }

    /// <summary>Answers as soon as the headers are there; the body is still on its way.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _invoker.SendAsync(request, cancellation);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0) _invoker.Dispose();
    }

#if NET
    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        // a changed address in DNS is noticed after at most this long
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
#else
    private const int MostConnections = 64;

    private static HttpClientHandler CreateHandler()
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };
        try
        {
            // .NET Framework allows two at a time unless it is told otherwise
            handler.MaxConnectionsPerServer = MostConnections;
        }
        catch (Exception exception) when (exception is NotImplementedException or PlatformNotSupportedException)
        {
            // Mono cannot be told; it goes by ServicePointManager.DefaultConnectionLimit, which belongs to the app
        }

        return handler;
    }
#endif
}
