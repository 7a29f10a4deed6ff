using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Auth.Links;

/// <summary>Builds the addresses that browsers are sent on to: the app's own, with what happened in the query (auth §7).</summary>
internal static class RedirectUrl
{
    private const int LongestLoopback = 1024;

    /// <summary>Adds parameters behind those that are there, in front of a fragment. Values that are null are left out.</summary>
    public static string With(string url, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        var result = new StringBuilder(fragment < 0 ? url : url[..fragment]);
        var separator = url.AsSpan(0, result.Length).Contains('?') ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            if (result[^1] is not ('?' or '&')) result.Append(separator);
            separator = '&';
            result.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        if (fragment >= 0) result.Append(url, fragment, url.Length - fragment);
        return result.ToString();
    }

    public static string With(string url, Outcome outcome) => With(
        url,
        ("action", outcome.Action),
        ("status", outcome.Status.ToString(CultureInfo.InvariantCulture)),
        ("access_token", outcome.AccessToken),
        ("error", outcome.Error),
        ("state", outcome.State));

    /// <summary>The address as a header may hold it: what is not plain ASCII is percent-encoded.</summary>
    public static string ToHeader(string url)
    {
        if (!url.AsSpan().ContainsAnyExceptInRange('!', '~')) return url;
        var result = new StringBuilder(url.Length + 16);
        foreach (var rune in url.EnumerateRunes())
            result.Append(rune.Value is >= '!' and <= '~' ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        return result.ToString();
    }

    /// <summary>
    /// The address in its plainest form when a program on the browser's own machine listens there, the only addresses that a
    /// request may name (RFC 8252); null for all others. What is checked is what is used: browsers read odd spellings differently.
    /// </summary>
    public static string? Loopback(string url) =>
        url.Length <= LongestLoopback
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttp
        && uri.UserInfo.Length == 0
        && uri.Host is "127.0.0.1" or "[::1]" or "localhost"
            ? uri.AbsoluteUri
            : null;
}
