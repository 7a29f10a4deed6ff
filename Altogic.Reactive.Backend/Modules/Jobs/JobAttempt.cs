using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>One call of the service behind a queue or task, and what came of it. Never throws.</summary>
internal static class JobAttempt
{
    public static async Task<JobOutcome> MakeAsync(JobEnvironment environment, JobOwner owner, JobRow job, CancellationToken cancel)
    {
        try
        {
            var answer = await environment.Run(owner.Service, owner.ToContext(job), owner.TimeLimit, cancel);
            return new JobOutcome(job, answer.Status is >= 200 and < 300 ? null : JobError.Of(answer));
        }
        catch (ApiException e)
        {
            return new JobOutcome(job, JobError.Of(e)) { Rest = e.Rest };
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            JobLog.CutOff(environment.Log, owner.Name, job.Id, job.Attempt);
            return new JobOutcome(job, IsCutOff: true);
        }
#pragma warning disable CA1031 // whatever it is, it is this job's failure and must not hold up the others
        catch (Exception e)
#pragma warning restore CA1031
        {
            JobLog.AttemptFailed(environment.Log, e, owner.Name, job.Id);
            return new JobOutcome(job, JobError.Unexpected);
        }
    }
}
