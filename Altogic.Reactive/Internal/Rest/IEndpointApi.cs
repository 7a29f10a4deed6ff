using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The application's own endpoints, rest §6.7. The path comes without its leading slash, the query ready-made; a null API key leaves the client's own, a null body sends none.</summary>
[AllowAnyStatusCode]
internal interface IEndpointApi
{
    [Get("{path}")]
    Task<HttpResponseMessage> Get(
        [Path(UrlEncode = false)] string path, [RawQueryString] string? query, [Header(WireHeaders.ApiKey)] string? apiKey, CancellationToken cancellation);

    [Post("{path}")]
    Task<HttpResponseMessage> Post(
        [Path(UrlEncode = false)] string path, [RawQueryString] string? query, [Header(WireHeaders.ApiKey)] string? apiKey, [Body] object? body, CancellationToken cancellation);

    [Put("{path}")]
    Task<HttpResponseMessage> Put(
        [Path(UrlEncode = false)] string path, [RawQueryString] string? query, [Header(WireHeaders.ApiKey)] string? apiKey, [Body] object? body, CancellationToken cancellation);

    [Delete("{path}")]
    Task<HttpResponseMessage> Delete(
        [Path(UrlEncode = false)] string path, [RawQueryString] string? query, [Header(WireHeaders.ApiKey)] string? apiKey, [Body] object? body, CancellationToken cancellation);
}
