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
    // the paths without parameters: about ninety, all known at compile time
    private readonly ConcurrentDictionary<string, Uri> _fixedAddresses = new(StringComparer.Ordinal);

    public Task<HttpResponseMessage> RequestWithResponseMessageAsync(IRequestInfo requestInfo)
    {
        var request = new HttpRequestMessage(requestInfo.Method, BuildAddress(requestInfo));
        headers.Apply(request, SessionFor(requestInfo));
        if (requestInfo.BodyParameterInfo is { } body)
            request.Content = body.ObjectValue as HttpContent ?? format.Write(body.ObjectValue);
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
        var hasPathParameters = HasParameters(path);
        var query = BuildQuery(requestInfo);
        if (!hasPathParameters && query is null)
            return _fixedAddresses.TryGetValue(path, out var known) ? known : _fixedAddresses.GetOrAdd(path, new Uri(baseUrl + "/" + path));
        if (hasPathParameters) path = FillPath(path, requestInfo);
        return new Uri(baseUrl + "/" + path + query);
    }

#if NET
    private static bool HasParameters(string path) => path.Contains('{', StringComparison.Ordinal);
#else
    private static bool HasParameters(string path) => path.IndexOf('{') >= 0;
#endif

    private static string FillPath(string path, IRequestInfo requestInfo)
    {
        foreach (var parameter in requestInfo.PathParams)
        {
            var pair = parameter.SerializeToString(CultureInfo.InvariantCulture);
            var value = pair.Value ?? "";
            if (value is "" or "." or "..")
                throw new ArgumentException($"'{value}' cannot be a part of a path.", pair.Key);
            path = path.Replace("{" + pair.Key + "}", parameter.UrlEncode ? Uri.EscapeDataString(value) : value);
        }

        return path;
    }

    private static string? BuildQuery(IRequestInfo requestInfo)
    {
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
