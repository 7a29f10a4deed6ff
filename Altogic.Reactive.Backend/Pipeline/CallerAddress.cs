using System.Net;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>
/// The address that a request came from. Anybody can write <c>X-Forwarded-For</c>, so of what stands there only that counts which
/// trusted proxies added: the last address that is none of theirs.
/// </summary>
internal sealed class CallerAddress
{
    private readonly IPNetwork[] _proxies;

    private CallerAddress(IPNetwork[] proxies) => _proxies = proxies;

    /// <param name="proxies">Addresses and networks.</param>
    /// <exception cref="BackendStartException">One of them is neither.</exception>
    public static CallerAddress Behind(IEnumerable<string> proxies) => new([.. proxies.Select(Parse)]);

    public string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } remote) return "";
        var address = Plain(remote);
        if (!IsTrusted(address)) return address.ToString();
        var hops = context.Request.Headers["X-Forwarded-For"].ToString().AsSpan();
        while (!hops.IsEmpty)
        {
            var comma = hops.LastIndexOf(',');
            if (!TryRead(hops[(comma + 1)..].Trim(), out var hop)) break;
            address = Plain(hop);
            if (!IsTrusted(address)) break;
            hops = comma < 0 ? default : hops[..comma];
        }

        return address.ToString();
    }

    private static IPNetwork Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        if (IPAddress.TryParse(text, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        throw new BackendStartException(
            $"--trusted-proxies: {text} is no address and no network. Write them like 127.0.0.1, ::1 or 10.0.0.0/8, with commas between them.");
    }

    /// <summary>Some proxies write the port behind the address.</summary>
    private static bool TryRead(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (!IPEndPoint.TryParse(text, out var end)) return false;
        address = end.Address;
        return true;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private bool IsTrusted(IPAddress address)
    {
        foreach (var proxy in _proxies)
            if (proxy.Contains(address)) return true;
        return false;
    }
}
