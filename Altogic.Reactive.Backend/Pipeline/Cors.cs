using Microsoft.Extensions.Primitives;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Lets web pages of any origin call the API with credentials (rest §2); keys restrict domains, not this.</summary>
internal static class Cors
{
    private static readonly StringValues AllowedHeaders = "X-Client, X-Client-Key, Authorization, Session, Content-Type, X-Request-Id";
    private static readonly StringValues AllowedMethods = "GET, POST, PUT, DELETE, OPTIONS";
    private static readonly StringValues ExposedHeaders = "Retry-After, X-Request-Id";
    private static readonly StringValues True = "true";
    private static readonly StringValues Origin = "Origin";
    private static readonly StringValues TenMinutes = "600";

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
            headers.AccessControlAllowHeaders = AllowedHeaders;
            headers.AccessControlMaxAge = TenMinutes;
        }

        return true;
    }

    // What stands in a request header may not always stand in a response header.
    private static bool IsHeaderText(string text)
    {
        foreach (var c in text)
            if (c is <= ' ' or >= '\x7f') return false;
        return true;
    }
}
