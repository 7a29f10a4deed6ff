using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>Forgets finished jobs: completed ones after a week, failed ones as their owner says, and the oldest of too many.</summary>
internal sealed class JobSweeper : IAsyncDisposable
{
    /// <summary>How long completed messages and runs can be asked for.</summary>
    public static readonly TimeSpan CompletedKept = TimeSpan.FromDays(7);

    /// <summary>How long messages that were given up are kept.</summary>
    public static readonly TimeSpan DeadLettersKept = TimeSpan.FromDays(30);

    /// <summary>How many completed messages of a queue are kept, and how many that were given up.</summary>
    public const int MostKept = 100_000;

    private const int AtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly JobEnvironment _environment;
    private readonly IReadOnlyDictionary<string, JobOwner> _owners;
    private readonly WakeLoop _loop;
    private List<string>? _ids;

    /// <param name="environment">What it works with.</param>
    /// <param name="owners">The queues and tasks by id.</param>
    public JobSweeper(JobEnvironment environment, IReadOnlyDictionary<string, JobOwner> owners)
    {
        (_environment, _owners) = (environment, owners);
        _loop = new WakeLoop(environment.Time, StepAsync, e => JobLog.StepFailed(environment.Log, e, "the clean-up of queues and tasks"));
    }

    public void Start() => _loop.Start();

    /// <summary>One round; true when there may be more to forget.</summary>
    public async Task<bool> SweepAsync()
    {
        var isMore = false;
        _ids ??= [.. _environment.Database.Read(FinishedTable.Owners).Union(_owners.Keys)];
        foreach (var id in _ids)
        {
            // Of a queue or task that the app definition has no more, nothing is known but its jobs.
            var owner = _owners.GetValueOrDefault(id);
            var (failedKept, mostKept, now) = (owner?.FailedKept ?? DeadLettersKept, owner?.MostKept ?? MostKept, _environment.Now);
            isMore |= await _environment.Database.DeleteAsync(db =>
                FinishedTable.DeleteCompleted(db, id, now - (long)CompletedKept.TotalMilliseconds, AtOnce) == AtOnce
                | FinishedTable.DeleteFailed(db, id, now - (long)failedKept.TotalMilliseconds, AtOnce) == AtOnce
                | FinishedTable.DeleteCompletedBeyond(db, id, mostKept, AtOnce) == AtOnce
                | FinishedTable.DeleteFailedBeyond(db, id, mostKept, AtOnce) == AtOnce);
        }

        return isMore;
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async Task<DateTimeOffset?> StepAsync() =>
        await SweepAsync() ? _environment.Time.GetUtcNow() : _environment.Time.GetUtcNow() + Every;
}
