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
        return IsThisMachine(host.Host, context.Connection.LocalIpAddress)
            ? string.Concat("http://", host.Value, context.Request.PathBase.Value)
            : string.Concat("http://", Local(context.Connection), context.Request.PathBase.Value);
    }

    private static bool IsThisMachine(string host, IPAddress? local)
    {
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && (IPAddress.IsLoopback(address) || address.Equals(local));
    }

    private static string Local(ConnectionInfo connection)
    {
        var address = connection.LocalIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return new IPEndPoint(address, connection.LocalPort).ToString();
    }
}
