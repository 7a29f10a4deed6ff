using System.Collections.Frozen;
using Altogic.Reactive.Backend.Pipeline;
using Microsoft.AspNetCore.WebUtilities;

namespace Altogic.Reactive.Backend.Api;

/// <summary>What of a request, besides its body, a service gets to see.</summary>
internal static class EndpointInput
{
    /// <summary>They are about the connection, or a key or live session that is none of the service's business.</summary>
    private static readonly FrozenSet<string> NotPassedOn = FrozenSet.ToFrozenSet(
        [
            "Connection", "Content-Length", "Cookie", "Expect", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Session", "TE",
            "Trailer", "Transfer-Encoding", "Upgrade", "X-Client-Key",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static Dictionary<string, string> Headers(HttpContext context, Caller caller)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in context.Request.Headers)
            if (!NotPassedOn.Contains(name)) headers[name.ToLowerInvariant()] = values.ToString();

        // An Authorization header that is no API key of this app may be one that the service understands.
        if (caller.ApiKey is not null) headers.Remove("authorization");
        if (OtherCookies(context.Request) is { Length: > 0 } cookies) headers["cookie"] = cookies;
        headers["x-request-id"] = context.Scope().Id;
        return headers;
    }

    /// <summary>The cookies but for the one with the session.</summary>
    private static string OtherCookies(HttpRequest request) => string.Join("; ", request.Headers.Cookie
        .SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Where(cookie => !cookie.AsSpan(0, Math.Max(0, cookie.IndexOf('=', StringComparison.Ordinal))).Trim().SequenceEqual(RequestGate.SessionCookieName)));

    public static Dictionary<string, string> Query(HttpContext context, EndpointDefinition endpoint, ApiKeys apiKeys)
    {
        var query = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(context.Request.QueryString.Value))
        {
            var (name, value) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            if (name == "apikey" && (endpoint.ApiKeyRequired || apiKeys.Know(value))) continue;
            if (!query.TryGetValue(name, out var values)) query.Add(name, values = []);
            values.Add(value);
        }

        return query.ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value), StringComparer.Ordinal);
    }
}
