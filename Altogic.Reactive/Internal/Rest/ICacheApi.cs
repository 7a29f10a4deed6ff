using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The cache operations, rest §6.9.</summary>
[AllowAnyStatusCode]
internal interface ICacheApi
{
    [Get("_api/rest/v1/cache")]
    Task<HttpResponseMessage> Get([Query] string key, CancellationToken cancellation);

    [Post("_api/rest/v1/cache")]
    Task<HttpResponseMessage> Set([Body] CacheSetRequest body, CancellationToken cancellation);

    [Delete("_api/rest/v1/cache")]
    Task<HttpResponseMessage> Delete([Body] CacheDeleteRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/cache/increment")]
    Task<HttpResponseMessage> Increment([Body] CacheIncrementRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/cache/decrement")]
    Task<HttpResponseMessage> Decrement([Body] CacheDecrementRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/cache/expire")]
    Task<HttpResponseMessage> Expire([Body] CacheExpireRequest body, CancellationToken cancellation);

    [Get("_api/rest/v1/cache/stats")]
    Task<HttpResponseMessage> GetStats(CancellationToken cancellation);

    [Post("_api/rest/v1/cache/list-keys")]
    Task<HttpResponseMessage> ListKeys([Body] CacheListKeysRequest body, CancellationToken cancellation);
}
