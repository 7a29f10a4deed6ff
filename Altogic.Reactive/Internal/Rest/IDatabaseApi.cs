using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The query builder's operations, rest §6.3.</summary>
[AllowAnyStatusCode]
internal interface IDatabaseApi
{
    [Post("_api/rest/v1/db/create")]
    Task<HttpResponseMessage> Create([Body] CreateRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/set")]
    Task<HttpResponseMessage> Set([Body] ChildRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/append")]
    Task<HttpResponseMessage> Append([Body] ChildRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/get-list")]
    Task<HttpResponseMessage> GetList([Body] GetListRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/compute")]
    Task<HttpResponseMessage> Compute([Body] ComputeRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/get-single")]
    Task<HttpResponseMessage> GetSingle([Body] QueryRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/get-random")]
    Task<HttpResponseMessage> GetRandom([Body] GetRandomRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/update")]
    Task<HttpResponseMessage> Update([Body] UpdateRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/update-fields")]
    Task<HttpResponseMessage> UpdateFields([Body] UpdateFieldsRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/delete")]
    Task<HttpResponseMessage> Delete([Body] QueryRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/search-text")]
    Task<HttpResponseMessage> SearchText([Body] SearchTextRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/fuzzy-search")]
    Task<HttpResponseMessage> SearchFuzzy([Body] SearchFuzzyRequest body, CancellationToken cancellation);

    [Get("_api/rest/v1/db/stats")]
    Task<HttpResponseMessage> GetStats(CancellationToken cancellation);
}
