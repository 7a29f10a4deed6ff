using System.Collections.Frozen;

namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>Which headers of a service's answer reach the caller: those that describe the answer, and the app's own.</summary>
internal static class ServiceHeaders
{
    private static readonly FrozenSet<string> PassedOn = FrozenSet.ToFrozenSet(
        [
            "Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Range", "ETag", "Expires",
            "Last-Modified", "Link", "Location", "Retry-After", "Vary", "WWW-Authenticate",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> TheBackends = FrozenSet.ToFrozenSet(
        ["X-Request-Id", "X-Content-Type-Options"], StringComparer.OrdinalIgnoreCase);

    public static bool IsPassedOn(string name) =>
        PassedOn.Contains(name) || (name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && !TheBackends.Contains(name) && IsText(name));

    /// <summary>Whether the text may stand in a header of an answer.</summary>
    public static bool IsText(string text)
    {
        foreach (var c in text)
            if (c is < ' ' or >= '\x7f') return false;
        return true;
    }
}
