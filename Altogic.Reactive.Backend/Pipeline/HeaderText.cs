using Microsoft.Extensions.Primitives;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Reads headers that clients may send twice.</summary>
internal static class HeaderText
{
    /// <summary>
    /// The last of <c>a, b</c> or of two headers: some clients add their own beside the default one (rest §2, Q2). Null when blank.
    /// </summary>
    public static string? Last(StringValues values)
    {
        if (values.Count == 0) return null;
        var value = values[^1];
        if (value is null) return null;
        var comma = value.LastIndexOf(',');
        value = (comma < 0 ? value : value[(comma + 1)..]).Trim();
        return value.Length == 0 ? null : value;
    }
}
