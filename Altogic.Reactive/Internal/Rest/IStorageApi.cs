using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The storage operations, rest §6.4.</summary>
[AllowAnyStatusCode]
internal interface IStorageApi
{
    [Post("_api/rest/v1/storage/create-bucket")]
    Task<HttpResponseMessage> CreateBucket([Body] CreateBucketRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/list-buckets")]
    Task<HttpResponseMessage> ListBuckets([Body] ListRequest body, CancellationToken cancellation);

    [Get("_api/rest/v1/storage/stats")]
    Task<HttpResponseMessage> GetStats(CancellationToken cancellation);

    [Post("_api/rest/v1/storage/search-files")]
    Task<HttpResponseMessage> SearchFiles([Body] ListRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/delete-file")]
    Task<HttpResponseMessage> DeleteFile([Body] DeleteFileRequest body, CancellationToken cancellation);
}
