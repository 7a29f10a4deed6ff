using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Altogic.Reactive.Internal.Serialization;
using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>Builds addresses, percent-encoded throughout. Shared by a client and those made by <c>WithSession</c>.</summary>
internal sealed class RestAddresses(string baseUrl)
{
    private static readonly char[] Braces = ['{'];

    // the paths without parameters: about eighty, all known at compile time
    private readonly ConcurrentDictionary<string, Uri> _fixedAddresses = new(StringComparer.Ordinal);

    public Uri For(IRequestInfo requestInfo)
    {
        var path = requestInfo.Path;
        var hasParameters = path.IndexOfAny(Braces) >= 0;
        var query = BuildQuery(requestInfo);
        if (!hasParameters && query is null)
            return _fixedAddresses.TryGetValue(path, out var known) ? known : _fixedAddresses.GetOrAdd(path, new Uri(baseUrl + "/" + path));
        return new Uri(baseUrl + "/" + (hasParameters ? FillPath(path, requestInfo) : path) + query);
    }

    private static string FillPath(string path, IRequestInfo requestInfo)
    {
        foreach (var parameter in requestInfo.PathParams)
        {
            var pair = parameter.SerializeToString(CultureInfo.InvariantCulture);
            path = path.Replace("{" + pair.Key + "}", parameter.UrlEncode ? Segment(pair.Value) : pair.Value ?? "");
        }

        return path;
    }

    /// <summary>An empty or dotted segment would change which path is asked.</summary>
    private static string Segment(string? value) => value is null or "" or "." or ".."
        ? throw new UnwritableValueException(new ArgumentException($"'{value}' cannot be part of a path."))
        : Uri.EscapeDataString(value);

    private static string? BuildQuery(IRequestInfo requestInfo)
    {
        if (requestInfo.RawQueryParameter is { } raw && raw.SerializeToString(CultureInfo.InvariantCulture) is { Length: > 0 } text)
            return "?" + text;
        StringBuilder? query = null;
        foreach (var parameter in requestInfo.QueryParams)
        {
            foreach (var pair in parameter.SerializeToString(CultureInfo.InvariantCulture))
            {
                if (pair.Value is null) continue;
                query = query is null ? new StringBuilder("?") : query.Append('&');
                query.Append(Uri.EscapeDataString(pair.Key)).Append('=').Append(Uri.EscapeDataString(pair.Value));
            }
        }

        return query?.ToString();
    }
}
