using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>The address that <c>--url</c> names.</summary>
internal sealed record ListenAddress(string Host, int Port)
{
    private const string Help = "Write it like http://127.0.0.1:4180, http://localhost:4180 or http://*:4180 (every network), port 0 for any free one.";

    /// <exception cref="BackendStartException">The text is no address to listen on.</exception>
    public static ListenAddress Parse(string url)
    {
        // Uri does not know "*", which everybody writes for "all addresses".
        var known = url.Trim().Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(known, UriKind.Absolute, out var uri)) throw new BackendStartException($"--url {url} is not an address. {Help}");
        if (uri.Scheme == Uri.UriSchemeHttps)
            throw new BackendStartException($"--url {url}: the backend speaks http only. Put a proxy that speaks https in front of it. {Help}");
        if (uri.Scheme != Uri.UriSchemeHttp) throw new BackendStartException($"--url {url} does not begin with http://. {Help}");
        if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            throw new BackendStartException($"--url {url} must be scheme, host and port only. {Help}");
        if (uri.HostNameType == UriHostNameType.Dns && !IsLocalhost(uri.Host))
            throw new BackendStartException($"--url {url} names a host; only IP addresses, localhost and * can be listened on. {Help}");
        return new ListenAddress(uri.IdnHost, uri.Port);
    }

    public void Apply(KestrelServerOptions kestrel)
    {
        if (!IsLocalhost(Host)) kestrel.Listen(IPAddress.Parse(Host), Port);
        else if (Port == 0) kestrel.Listen(IPAddress.Loopback, 0);
        else kestrel.ListenLocalhost(Port);
    }

    /// <summary>The address that callers on this machine use, with the port that was taken.</summary>
    public string ToUrl(int port)
    {
        var host = Host switch
        {
            "0.0.0.0" => "127.0.0.1",
            "::" => "[::1]",
            _ when Host.Contains(':', StringComparison.Ordinal) => $"[{Host}]",
            _ => Host,
        };
        return string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}");
    }

    private static bool IsLocalhost(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);
}
