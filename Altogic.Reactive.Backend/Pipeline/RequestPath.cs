using System.Buffers;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Brings the ways in which clients address the app to one form (rest §1).</summary>
internal static class RequestPath
{
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

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

    /// <summary>Ids are letters and digits: what else could stand there would come up again in links and in the paths of cookies.</summary>
    private static bool IsPrefix(string path, int slash)
    {
        if (path.Length <= slash + 3 || path[slash] != '/' || path[slash + 1] is not ('e' or 'E') || path[slash + 2] != ':') return false;
        var id = path.AsSpan(slash + 3);
        if (id.IndexOf('/') is >= 0 and var end) id = id[..end];
        return !id.IsEmpty && id.IndexOfAnyExcept(IdCharacters) < 0;
    }

    private static int LastLeadingSlash(string path, int start)
    {
        while (start + 1 < path.Length && path[start] == '/' && path[start + 1] == '/') start++;
        return start;
    }
}
