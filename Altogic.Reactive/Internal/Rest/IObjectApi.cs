using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The single-object operations, rest §6.2.</summary>
[AllowAnyStatusCode]
internal interface IObjectApi
{
    [Post("_api/rest/v1/db/object/get")]
    Task<HttpResponseMessage> Get([Body] ObjectGetRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/object/create")]
    Task<HttpResponseMessage> Create([Body] ObjectCreateRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/object/set")]
    Task<HttpResponseMessage> Set([Body] ObjectChildRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/object/append")]
    Task<HttpResponseMessage> Append([Body] ObjectChildRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/object/delete")]
    Task<HttpResponseMessage> Delete([Body] ObjectDeleteRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/object/update")]
    Task<HttpResponseMessage> Update([Body] ObjectUpdateRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/db/object/update-fields")]
    Task<HttpResponseMessage> UpdateFields([Body] ObjectUpdateFieldsRequest body, CancellationToken cancellation);
}
