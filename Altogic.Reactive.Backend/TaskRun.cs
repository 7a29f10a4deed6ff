using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend;

/// <summary>A run of a task, by the clock or because somebody asked for it. Immutable.</summary>
/// <param name="TaskId">The id of the run.</param>
/// <param name="ScheduledTaskName">The task.</param>
/// <param name="Status"><c>pending</c>, <c>processing</c>, <c>completed</c> or <c>errors</c>.</param>
/// <param name="TriggeredAt">When it was triggered.</param>
/// <param name="ScheduledAt">The time of the schedule that it is for; null when somebody asked for it.</param>
/// <param name="StartedAt">When it began; null before.</param>
/// <param name="CompletedAt">When it ended; null before.</param>
/// <param name="Errors">Why it failed; null when it did not.</param>
public sealed record TaskRun(
    string TaskId, string ScheduledTaskName, string Status, DateTimeOffset TriggeredAt, DateTimeOffset? ScheduledAt, DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt, JsonObject? Errors);
