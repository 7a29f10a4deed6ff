using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>M1; the delay is a whole number where it can be, as JavaScript writes it.</summary>
internal sealed record SubmitMessageRequest(
    [property: JsonProperty("queueNameOrId")] string QueueNameOrId,
    [property: JsonProperty("message", NullValueHandling = NullValueHandling.Include)] object? Message,
    [property: JsonProperty("delay", NullValueHandling = NullValueHandling.Ignore)] JValue? Delay);

/// <summary>T1.</summary>
internal sealed record RunTaskRequest([property: JsonProperty("taskNameOrId")] string TaskNameOrId);
