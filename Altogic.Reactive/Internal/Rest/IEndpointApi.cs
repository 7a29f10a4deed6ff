using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The application's own endpoints, rest §6.7. The path comes without its leading slash, the query ready-made.</summary>
[AllowAnyStatusCode]
internal interface IEndpointApi
{
    [Get("{path}")]
    Task<HttpResponseMessage> Get(
        [Path(UrlEncode = false)] string path, [RawQueryString] string? query, [Body] EndpointRequest request, CancellationToken cancellation);

    [Post("{path}")]
    Task<HttpResponseMessage> Post(
        [Path(UrlEncode = false)] string path, [RawQueryString] string? query, [Body] EndpointRequest request, CancellationToken cancellation);

    [Put("{path}")]
    Task<HttpResponseMessage> Put(
        [Path(UrlEncode = false)] string path, [RawQueryString] string? query, [Body] EndpointRequest request, CancellationToken cancellation);

    [Delete("{path}")]
    Task<HttpResponseMessage> Delete(
        [Path(UrlEncode = false)] string path, [RawQueryString] string? query, [Body] EndpointRequest request, CancellationToken cancellation);
}
