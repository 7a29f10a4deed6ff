namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>What requests an endpoint's path matches, whatever its parameters are called.</summary>
internal static class RouteShape
{
    private static readonly string[] Reserved = ["_api", "_auth", "_storage", "_admin", "health", "socket.io"];

    /// <summary>The shape, equal for paths that match the same requests; null with the mistake when the text is no path.</summary>
    public static string? Of(string path, out string? mistake)
    {
        mistake = null;
        var segments = path.Trim('/').Split('/');
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < segments.Length && mistake is null; i++)
        {
            if (segments[i].StartsWith('{'))
            {
                mistake = CheckParameter(segments[i], names);
                segments[i] = "{}";
            }
            else
            {
                mistake = CheckLiteral(segments[i]);
                segments[i] = Uri.UnescapeDataString(segments[i]).ToUpperInvariant();
            }
        }

        if (mistake is null && IsReserved(segments[0]))
            mistake = $"paths below /{segments[0].ToLowerInvariant()} belong to the backend: choose another one.";
        return mistake is null ? string.Join('/', segments) : null;
    }

    /// <summary>Whether everything below this first segment is the backend's own.</summary>
    public static bool IsReserved(string segment) =>
        Array.Exists(Reserved, r => string.Equals(r, segment, StringComparison.OrdinalIgnoreCase));

    private static string? CheckParameter(string segment, HashSet<string> names)
    {
        var name = segment.Trim('{', '}');
        if (segment.Length != name.Length + 2 || !Name.IsIdentifier(name))
            return $"\"{segment}\" is not a parameter: a segment is either text or one name in braces, like {{userId}}.";
        return names.Add(name) ? null : $"the parameter {segment} is there twice: rename one of them.";
    }

    private static string? CheckLiteral(string segment)
    {
        if (segment.Length == 0) return "a segment is empty: write the path like \"users/{userId}/addresses\".";
        if (segment.StartsWith("e:", StringComparison.OrdinalIgnoreCase)) return "segments that begin with \"e:\" name the environment: choose another one.";
        if (!segment.All(c => char.IsAsciiLetterOrDigit(c) || "-._~!$&'()*+,;=:@%".Contains(c, StringComparison.Ordinal)))
            return $"\"{segment}\" holds a character that cannot stand in a path: percent-encode it.";
        return IsReachable(segment) ? null : $"no request can have the segment \"{segment}\": change it.";
    }

    // Servers resolve dots, keep an encoded slash as it is, and take % for the beginning of two hexadecimal digits.
    private static bool IsReachable(string segment)
    {
        for (var i = segment.IndexOf('%', StringComparison.Ordinal); i >= 0; i = segment.IndexOf('%', i + 1))
            if (i + 2 >= segment.Length || !char.IsAsciiHexDigit(segment[i + 1]) || !char.IsAsciiHexDigit(segment[i + 2])) return false;
        var text = Uri.UnescapeDataString(segment);
        return text is not ("." or "..") && !text.Any(c => c is '/' or '?' or '%' || char.IsControl(c));
    }
}
