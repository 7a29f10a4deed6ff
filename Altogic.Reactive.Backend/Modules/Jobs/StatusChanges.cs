using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>
/// Tells of the statuses of messages and runs, those of one id in their order. Listeners run on the writer's thread: they only
/// take note.
/// </summary>
internal sealed class StatusChanges(ILogger<StatusChanges> log)
{
    public event Action<StatusChange>? Changed;

    /// <summary>Tells of a job's status once the write under way is durable.</summary>
    public void AfterCommit(DbSession db, JobRow job)
    {
        if (Changed is null) return;
        db.AfterCommit(() => Publish(new StatusChange(job.Id, JobInfo.Of(job), job.Status is JobStatus.Completed or JobStatus.Errors)));
    }

    private void Publish(StatusChange change)
    {
        try
        {
            Changed?.Invoke(change);
        }
#pragma warning disable CA1031 // the write is durable: a listener's mistake must not make it look failed
        catch (Exception e)
#pragma warning restore CA1031
        {
            JobLog.ListenerFailed(log, e);
        }
    }
}
