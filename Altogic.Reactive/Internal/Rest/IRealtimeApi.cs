using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The one realtime operation that is a request, rest §6.10.</summary>
[AllowAnyStatusCode]
internal interface IRealtimeApi
{
    [Post("_api/rest/v1/realtime/get-members")]
    Task<HttpResponseMessage> GetMembers([Body] GetMembersRequest body, CancellationToken cancellation);
}
