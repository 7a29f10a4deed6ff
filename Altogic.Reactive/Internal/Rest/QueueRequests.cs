using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>M1.</summary>
internal sealed record SubmitMessageRequest(
    [property: JsonProperty("queueNameOrId")] string QueueNameOrId,
    [property: JsonProperty("message", NullValueHandling = NullValueHandling.Include)] object? Message,
    [property: JsonProperty("delay", NullValueHandling = NullValueHandling.Ignore)] double? Delay);

/// <summary>T1.</summary>
internal sealed record RunTaskRequest([property: JsonProperty("taskNameOrId")] string TaskNameOrId);
