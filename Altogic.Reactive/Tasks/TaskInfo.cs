using Altogic.Reactive.Internal.Tracking;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tasks;

/// <summary>The status of a run of a scheduled task. Immutable.</summary>
/// <param name="TaskId">The id of the run.</param>
/// <param name="ScheduledTaskId">The id of the task; null when the server does not say.</param>
/// <param name="ScheduledTaskName">The name of the task.</param>
/// <param name="TriggeredAt">When the run was triggered.</param>
/// <param name="StartedAt">When the service began with it; null before.</param>
/// <param name="CompletedAt">When it ended; null before.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Errors">Why it failed, often with <c>code</c> and <c>message</c>; null when it did not.</param>
public sealed record TaskInfo(
    [property: JsonProperty("taskId", Required = Required.Always)] string TaskId,
    [property: JsonProperty("scheduledTaskId")] string? ScheduledTaskId,
    [property: JsonProperty("scheduledTaskName", Required = Required.Always)] string ScheduledTaskName,
    [property: JsonProperty("triggeredAt", Required = Required.Always)] DateTimeOffset TriggeredAt,
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
    public bool Equals(TaskInfo? other) =>
        other is not null && TaskId == other.TaskId && ScheduledTaskId == other.ScheduledTaskId && ScheduledTaskName == other.ScheduledTaskName
        && TriggeredAt == other.TriggeredAt && StartedAt == other.StartedAt && CompletedAt == other.CompletedAt && Status == other.Status
        && JToken.DeepEquals(Errors, other.Errors);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(TaskId);
}
