namespace Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

/// <summary>A message of a queue or a run of a task as it lies in the data folder. Instants are milliseconds since 1970.</summary>
internal sealed record JobRow
{
    /// <summary>The place in the table; 0 before it is there.</summary>
    public long Seq { get; init; }

    public required string Id { get; init; }

    public required JobKind Kind { get; init; }

    /// <summary>The id of the queue or task.</summary>
    public required string Owner { get; init; }

    public required string OwnerName { get; init; }

    /// <summary>The message as UTF-8 JSON; null for runs, and once the message is completed.</summary>
    public byte[]? Body { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>When the next attempt may be made.</summary>
    public required long DueAt { get; init; }

    /// <summary>When the latest attempt began.</summary>
    public long? StartedAt { get; init; }

    public long? CompletedAt { get; init; }

    /// <summary>Attempts begun so far.</summary>
    public int Attempt { get; init; }

    public JobStatus Status { get; init; }

    /// <summary>Why the latest attempt failed, as JSON.</summary>
    public string? Errors { get; init; }

    /// <summary>The instant of the schedule that a run is for; null for messages and for runs that somebody asked for.</summary>
    public long? ScheduledAt { get; init; }
}
