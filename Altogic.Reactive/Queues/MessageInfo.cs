using Altogic.Reactive.Internal.Tracking;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Queues;

/// <summary>The status of a message in a queue. Immutable.</summary>
/// <param name="MessageId">The id of the message.</param>
/// <param name="QueueId">The id of the queue.</param>
/// <param name="QueueName">The name of the queue.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="StartedAt">When the service began with it; null before.</param>
/// <param name="CompletedAt">When it was done or given up; null before.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Errors">Why it failed, often with <c>code</c> and <c>message</c>; null when it did not.</param>
public sealed record MessageInfo(
    [property: JsonProperty("messageId", Required = Required.Always)] string MessageId,
    [property: JsonProperty("queueId", Required = Required.Always)] string QueueId,
    [property: JsonProperty("queueName", Required = Required.Always)] string QueueName,
    [property: JsonProperty("submittedAt", Required = Required.Always)] DateTimeOffset SubmittedAt,
    [property: JsonProperty("startedAt")] DateTimeOffset? StartedAt,
    [property: JsonProperty("completedAt")] DateTimeOffset? CompletedAt,
    [property: JsonProperty("status", Required = Required.Always)] RunStatus Status,
    JToken? Errors) : ITrackable
{
    /// <summary>Why it failed, often with <c>code</c> and <c>message</c>; null when it did not.</summary>
    [JsonProperty("errors")]
    public JToken? Errors { get; init; } = Errors?.Type == JTokenType.Null ? null : Errors;

    /// <summary>Whether nothing more will happen to it.</summary>
    [JsonIgnore]
    public bool IsFinal => Status is RunStatus.Completed or RunStatus.Errors;

    /// <summary>Whether both say the same.</summary>
    /// <param name="other">The status to compare with.</param>
    public bool Equals(MessageInfo? other) =>
        other is not null && MessageId == other.MessageId && QueueId == other.QueueId && QueueName == other.QueueName
        && SubmittedAt == other.SubmittedAt && StartedAt == other.StartedAt && CompletedAt == other.CompletedAt && Status == other.Status
        && JToken.DeepEquals(Errors, other.Errors);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(MessageId);
}
