using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>How an attempt ended.</summary>
/// <param name="Job">The job as it was taken.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="IsCutOff">Whether the backend stopped in the middle: nothing is written, the next start sees to it.</param>
internal sealed record JobOutcome(JobRow Job, JobError? Error = null, bool IsCutOff = false)
{
    /// <summary>What the service still does after its time; it never fails.</summary>
    public Task Rest { get; init; } = Task.CompletedTask;
}
