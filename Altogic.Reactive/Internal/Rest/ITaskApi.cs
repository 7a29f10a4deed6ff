using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The task operations, rest §6.8.</summary>
[AllowAnyStatusCode]
internal interface ITaskApi
{
    [Post("_api/rest/v1/task")]
    Task<HttpResponseMessage> RunOnce([Body] RunTaskRequest body, CancellationToken cancellation);

    [Get("_api/rest/v1/task/{taskId}")]
    Task<HttpResponseMessage> GetTaskStatus([Path] string taskId, CancellationToken cancellation);
}
