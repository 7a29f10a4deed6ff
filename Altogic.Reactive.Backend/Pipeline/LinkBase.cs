using System.Net;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>
/// The address that links in messages begin with. The <c>Host</c> header is the caller's to choose, and a link with a key in it
/// must not lead to a stranger's machine; so it is only believed when it names this machine.
/// </summary>
internal sealed class LinkBase(AppDefinition app)
{
    private readonly string? _publicUrl = app.PublicUrl?.TrimEnd('/');

    public string For(HttpContext context)
    {
        if (_publicUrl is not null) return _publicUrl;
        var host = context.Request.Host;
        var reached = IsThisMachine(host, context.Connection) ? host.Value : Local(context.Connection);
        return string.Concat("http://", reached, context.Request.PathBase.ToUriComponent());
    }

    private static bool IsThisMachine(HostString host, ConnectionInfo connection)
    {
        // a port that no machine has
        if (!Uri.TryCreate("http://" + host.Value, UriKind.Absolute, out _)) return false;
        if (string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (!IPAddress.TryParse(host.Host.AsSpan().Trim("[]"), out var address)) return false;

        // Ports of containers are mapped to others, which only the machine itself reaches by these names. At an address that
        // others reach, another port is another program's, and maybe another person's.
        return IPAddress.IsLoopback(address) || (IsLocal(address, connection) && (host.Port ?? 80) == connection.LocalPort);
    }

    private static bool IsLocal(IPAddress address, ConnectionInfo connection) =>
        connection.LocalIpAddress is { } local && address.Equals(local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local);

    private static string Local(ConnectionInfo connection)
    {
        var address = connection.LocalIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return new IPEndPoint(address, connection.LocalPort).ToString();
    }
}
