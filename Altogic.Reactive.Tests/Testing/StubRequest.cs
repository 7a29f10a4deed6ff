using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A request as it arrived at <see cref="StubHttp"/>; its body is kept.</summary>
internal sealed record StubRequest
{
    public required string Method { get; init; }

    /// <summary>The path as sent, still percent-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, still percent-encoded, without the question mark.</summary>
    public required string Query { get; init; }

    public required Uri Uri { get; init; }

    /// <summary>All headers, those of the body included; names in any case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Null when the request had no body.</summary>
    public required byte[]? Bytes { get; init; }

    public string PathAndQuery => Query.Length == 0 ? Path : Path + "?" + Query;

    public string? Body => Bytes is null ? null : System.Text.Encoding.UTF8.GetString(Bytes);

    public JToken? Json => Body is null
        ? null
        : JsonConvert.DeserializeObject<JToken>(Body, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() => $"{Method} {PathAndQuery} {Body}";

    internal static async Task<StubRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        // Fetched first: asking for the body makes its length appear among the headers.
        var bytes = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in request.Headers) headers[header.Key] = string.Join(", ", header.Value);
        if (request.Content is { } content)
        {
            foreach (var header in content.Headers) headers[header.Key] = string.Join(", ", header.Value);
            if (content.Headers.ContentLength is { } length)
                headers["Content-Length"] = length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return new StubRequest
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Query = request.RequestUri.Query.TrimStart('?'),
            Uri = request.RequestUri,
            Headers = headers,
            Bytes = bytes,
        };
    }
}
