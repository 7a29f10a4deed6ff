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
        var reached = IsThisMachine(host, context.Connection.LocalIpAddress) ? host.Value : Local(context.Connection);
        return string.Concat("http://", reached, context.Request.PathBase.ToUriComponent());
    }

    private static bool IsThisMachine(HostString host, IPAddress? local)
    {
        // a port that no machine has
        if (!Uri.TryCreate("http://" + host.Value, UriKind.Absolute, out _)) return false;
        if (string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(host.Host.AsSpan().Trim("[]"), out var address) && (IPAddress.IsLoopback(address) || address.Equals(local));
    }

    private static string Local(ConnectionInfo connection)
    {
        var address = connection.LocalIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return new IPEndPoint(address, connection.LocalPort).ToString();
    }
}
