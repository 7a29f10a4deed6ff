using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The queue operations, rest §6.8.</summary>
[AllowAnyStatusCode]
internal interface IQueueApi
{
    [Post("_api/rest/v1/queue")]
    Task<HttpResponseMessage> SubmitMessage([Body] SubmitMessageRequest body, CancellationToken cancellation);

    [Get("_api/rest/v1/queue/{messageId}")]
    Task<HttpResponseMessage> GetMessageStatus([Path] string messageId, CancellationToken cancellation);
}
