using Microsoft.Extensions.Primitives;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Lets web pages of any origin call the API with credentials (rest §2); keys restrict domains, not this.</summary>
internal static class Cors
{
    private static readonly StringValues AllowedHeaders = "X-Client, X-Client-Key, Authorization, Session, Content-Type, X-Request-Id";
    private static readonly StringValues AllowedMethods = "GET, POST, PUT, DELETE, OPTIONS";
    private static readonly StringValues ExposedHeaders =
        "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Repr-Digest, Retry-After, X-Cache-Wrapped, X-Request-Id";

    private static readonly StringValues OriginAndHeaders = "Origin, Access-Control-Request-Headers";
    private static readonly StringValues True = "true";
    private static readonly StringValues Origin = "Origin";
    private static readonly StringValues TenMinutes = "600";
    private const int LongestRequest = 4096;

    /// <summary>Adds the headers that every answer to a page needs.</summary>
    public static void AddHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Vary = Origin;
        var origin = context.Request.Headers.Origin;
        if (origin is not [{ Length: > 0 } page] || !IsHeaderText(page)) return;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = True;
        headers.AccessControlExposeHeaders = ExposedHeaders;
    }

    /// <summary>Lets pages read these headers of the answer as well.</summary>
    public static void Expose(HttpContext context, IEnumerable<string> names)
    {
        var headers = context.Response.Headers;
        if (StringValues.IsNullOrEmpty(headers.AccessControlExposeHeaders)) return;
        var more = names.Except(ExposedHeaders.ToString().Split(", "), StringComparer.OrdinalIgnoreCase).ToList();
        if (more.Count > 0) headers.AccessControlExposeHeaders = string.Join(", ", more.Prepend(ExposedHeaders.ToString()));
    }

    /// <summary>Answers OPTIONS for any path: the client key, and with it the domains, is not known yet.</summary>
    public static bool TryAnswerPreflight(HttpContext context)
    {
        if (!HttpMethods.IsOptions(context.Request.Method)) return false;
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.Allow = AllowedMethods;
        if (!StringValues.IsNullOrEmpty(context.Request.Headers.Origin))
        {
            headers.AccessControlAllowMethods = AllowedMethods;
            headers.Vary = OriginAndHeaders;
            headers.AccessControlAllowHeaders = AllowedTo(context.Request.Headers.AccessControlRequestHeaders.ToString());
            headers.AccessControlMaxAge = TenMinutes;
        }

        return true;
    }

    /// <summary>Endpoints take whatever headers an app sends, so what is asked for is allowed, as far as it is a list of names.</summary>
    private static string AllowedTo(string asked)
    {
        var known = AllowedHeaders.ToString();
        if (asked.Length > LongestRequest) return known;
        var names = asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.All(IsToken) ? string.Join(", ", known.Split(", ").Union(names, StringComparer.OrdinalIgnoreCase)) : known;
    }

    private static bool IsToken(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    // What stands in a request header may not always stand in a response header.
    private static bool IsHeaderText(string text)
    {
        foreach (var c in text)
            if (c is <= ' ' or >= '\x7f') return false;
        return true;
    }
}
