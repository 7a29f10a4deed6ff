namespace Altogic.Reactive.Auth;

/// <summary>The cookie that carries a session between a browser and your own web server (auth §2.2). Pure text, no request.</summary>
public static class SessionCookie
{
    /// <summary>The name of the cookie.</summary>
    public const string Name = "session_token";

    private const string Attributes = "; Path=/; HttpOnly; Secure; SameSite=None";

    /// <summary>The value of a <c>Set-Cookie</c> header that stores a session for a year; <c>setSessionCookie</c> in the official SDK.</summary>
    /// <param name="token">The session token.</param>
    /// <exception cref="ArgumentException"><paramref name="token"/> is empty.</exception>
    public static string Set(string token)
    {
        if (string.IsNullOrEmpty(token)) throw new ArgumentException("A session cookie needs a token.", nameof(token));
        return Name + "=" + Uri.EscapeDataString(token) + "; Max-Age=31536000" + Attributes;
    }

    /// <summary>The value of a <c>Set-Cookie</c> header that removes the session; <c>removeSessionCookie</c> in the official SDK.</summary>
    public static string Remove() => Name + "=; Max-Age=-1" + Attributes;

    /// <summary>The session token in a <c>Cookie</c> header; null when there is none that could be one.</summary>
    /// <param name="cookieHeader">The header as it came, for example <c>a=b; session_token=…</c>; may be null.</param>
    public static string? Read(string? cookieHeader)
    {
        foreach (var pair in (cookieHeader ?? "").Split(';'))
        {
            var equals = pair.IndexOf('=');
            if (equals < 0 || !string.Equals(pair.Substring(0, equals).Trim(), Name, StringComparison.Ordinal)) continue;
            var value = pair.Substring(equals + 1).Trim();
            if (value.Length >= 2 && value[0] == '"' && value[value.Length - 1] == '"') value = value.Substring(1, value.Length - 2);
            var token = Uri.UnescapeDataString(value);
            return Session.CanBeToken(token) ? token : null;
        }

        return null;
    }
}
