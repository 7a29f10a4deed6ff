using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The cookie that pages rendered on a server read (auth §2.2): set for browsers over https, cleared on sign-out.</summary>
internal static class SessionCookie
{
    private const string Name = RequestGate.SessionCookieName;
    private const string Attributes = "Path=/; HttpOnly; Secure; SameSite=None";
    private const int Year = 31_536_000;

    public static void SetFor(HttpContext context, SessionInfo? session)
    {
        var isBrowser = context.Request.Headers.Origin.Count > 0;
        var isSecure = context.Request.IsHttps || context.Caller().BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (session is null || !isBrowser || !isSecure) return;
        context.Response.Headers.Append("Set-Cookie", $"{Name}={session.Token}; Max-Age={Year}; {Attributes}");
    }

    /// <summary>Takes the cookie away when it holds a session that has just ended.</summary>
    public static void ClearFor(HttpContext context, string endedToken)
    {
        if (context.Request.Cookies[Name] == endedToken) context.Response.Headers.Append("Set-Cookie", $"{Name}=; Max-Age=-1; {Attributes}");
    }
}
