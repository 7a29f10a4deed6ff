using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.Transport;
using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>
/// Turns RestEase's description of a call into a request. It stands in for RestEase's own requester, which writes bodies as strings,
/// formats with the current culture and builds every address anew.
/// </summary>
internal sealed class RestRequester(
    string baseUrl, RequestHeaders headers, JsonFormat format, HttpTransport transport, Func<string?> sessionToken) : IRequester
{
    private static readonly char[] Braces = ['{'];

    // the paths without parameters: about eighty, all known at compile time
    private readonly ConcurrentDictionary<string, Uri> _fixedAddresses = new(StringComparer.Ordinal);

    public Task<HttpResponseMessage> RequestWithResponseMessageAsync(IRequestInfo requestInfo)
    {
        var request = new HttpRequestMessage(requestInfo.Method, BuildAddress(requestInfo));
        headers.Apply(request, SessionFor(requestInfo));
        foreach (var header in requestInfo.HeaderParams)
            if (header.Key != WireHeaders.Session) RequestHeaders.Replace(request, header.Key, header.Value);
        if (requestInfo.BodyParameterInfo?.ObjectValue is { } body)
            request.Content = body as HttpContent ?? format.Write(body);
        return transport.SendAsync(request, requestInfo.CancellationToken);
    }

    public Task RequestVoidAsync(IRequestInfo requestInfo) => throw OnlyMessages();

    public Task<T> RequestAsync<T>(IRequestInfo requestInfo) => throw OnlyMessages();

    public Task<Response<T>> RequestWithResponseAsync<T>(IRequestInfo requestInfo) => throw OnlyMessages();

    public Task<string> RequestRawAsync(IRequestInfo requestInfo) => throw OnlyMessages();

    public Task<Stream> RequestStreamAsync(IRequestInfo requestInfo) => throw OnlyMessages();

    public void Dispose()
    {
        // the transport belongs to the client
    }

    private static NotSupportedException OnlyMessages() => new("Declare the operation with Task<HttpResponseMessage>.");

    private string? SessionFor(IRequestInfo requestInfo)
    {
        foreach (var header in requestInfo.HeaderParams)
            if (header.Key == WireHeaders.Session) return header.Value;
        foreach (var header in requestInfo.MethodHeaders)
            if (header.Key == WireHeaders.Session) return header.Value;
        return sessionToken();
    }

    private Uri BuildAddress(IRequestInfo requestInfo)
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
