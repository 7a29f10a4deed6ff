using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Internal.Transport;

namespace Altogic.Reactive.Endpoints;

/// <summary>The headers of one call, checked before anything is sent.</summary>
internal static class EndpointHeaders
{
    private static readonly KeyValuePair<string, string>[] None = [];

    private static readonly HashSet<string> NotYours = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Expect", "Host", "Transfer-Encoding", "Upgrade",
        "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location", "Content-MD5",
        "Content-Range", "Content-Type", "Expires", "Last-Modified",
    };

    /// <exception cref="ArgumentException">A key, a token or a header cannot be sent.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(EndpointOptions? options)
    {
        if (options is null) return None;
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in options.Headers ?? throw Invalid("The headers are missing."))
        {
            if (!IsName(header.Key)) throw Invalid($"'{header.Key}' is not the name of a header.");
            if (NotYours.Contains(header.Key)) throw Invalid($"The header {header.Key} follows from the body and the connection.");
            if (header.Value is null || !IsValue(header.Value)) throw Invalid($"The header {header.Key} has a value that cannot be sent.");
            headers.Add(header);
        }

        if (options.ApiKey is { } key) headers.Add(new(WireHeaders.ApiKey, Sendable(key, "The API key")));
        if (options.Session is { } token) headers.Add(new(WireHeaders.Session, Sendable(token, "The session token")));
        return headers;
    }

    private static string Sendable(string value, string what) =>
        value.Length > 0 && RequestHeaders.IsSendable(value) ? value : throw Invalid(what + " is empty or has characters that no HTTP header can carry.");

    private static bool IsName(string name)
    {
        foreach (var character in name)
            if (!(character is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z') && "!#$%&'*+-.^_`|~".IndexOf(character) < 0) return false;
        return name.Length > 0;
    }

    private static bool IsValue(string value)
    {
        foreach (var character in value)
            if (character is < ' ' or > '~') return false;
        return true;
    }

    private static ArgumentException Invalid(string message) => new(message);
}
