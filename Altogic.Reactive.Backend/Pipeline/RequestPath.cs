namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Brings the ways in which clients address the app to one form (rest §1).</summary>
internal static class RequestPath
{
    /// <summary>
    /// Collapses leading slashes and moves an <c>/e:id</c> prefix into <see cref="HttpRequest.PathBase"/>: every id means this app.
    /// </summary>
    public static void Normalize(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var start = LastLeadingSlash(path, 0);
        if (IsPrefix(path, start))
        {
            var end = path.IndexOf('/', start + 1);
            request.PathBase = end < 0 ? path[start..] : path[start..end];
            path = end < 0 ? "/" : path[LastLeadingSlash(path, end)..];
            request.Path = path;
        }
        else if (start > 0)
        {
            request.Path = path[start..];
        }
    }

    private static bool IsPrefix(string path, int slash) =>
        path.Length > slash + 3 && path[slash] == '/' && path[slash + 1] is 'e' or 'E' && path[slash + 2] == ':' && path[slash + 3] != '/';

    private static int LastLeadingSlash(string path, int start)
    {
        while (start + 1 < path.Length && path[start] == '/' && path[start + 1] == '/') start++;
        return start;
    }
}
