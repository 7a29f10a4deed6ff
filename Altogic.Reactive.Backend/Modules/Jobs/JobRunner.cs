using System.Collections.Concurrent;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>
/// Works on the jobs of one queue or task. Each step writes down how attempts ended and begins the next ones in the same
/// transaction, so that a job costs one fsync beside the one that acknowledged it.
/// </summary>
internal sealed class JobRunner : IAsyncDisposable
{
    /// <summary>How far the clock may go back unnoticed.</summary>
    private const long Tolerance = 60_000;

    private readonly JobEnvironment _environment;
    private readonly WakeLoop _loop;
    private readonly ConcurrentQueue<JobOutcome> _ended = new();
    private readonly List<JobOutcome> _unwritten = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _lingering;
    private long _latest;
    private int _waiting;
    private bool _isDraining;

    public JobRunner(JobEnvironment environment, JobOwner owner)
    {
        _environment = environment;
        Owner = owner;
        _loop = new WakeLoop(environment.Time, StepAsync, e => JobLog.StepFailed(environment.Log, e, owner.Name));
    }

    public JobOwner Owner { get; }

    /// <summary>Settles what the last end of the process cut off; part of the write that starts all runners.</summary>
    public void Recover(DbSession db)
    {
        var cutOff = JobTable.Recover(db, Owner.Id, _environment.Now, Owner.MaxAttempts, JobError.Interrupted.ToJson());
        foreach (var job in cutOff) _environment.Changes.AfterCommit(db, job);
        if (cutOff.Count > 0) db.AfterCommit(() => JobLog.Recovered(_environment.Log, Owner.Name, cutOff.Count));
        FollowClock(db);
        Volatile.Write(ref _waiting, JobTable.CountPending(db, Owner.Id));
    }

    public void Start() => _loop.Start();

    /// <summary>Keeps a job; the task completes when it is durable.</summary>
    /// <exception cref="ApiException">429 when too many jobs wait already.</exception>
    public async Task SubmitAsync(JobRow job, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _waiting) > Owner.MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw TooMany();
        }

        try
        {
            await _environment.Database.WriteAsync(db => Insert(db, job), cancel);
        }
        catch
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }
    }

    /// <summary>Keeps a run of the schedule as part of a larger write, unless there is one for its instant already.</summary>
    public void TryAdd(DbSession db, JobRow job)
    {
        if (Insert(db, job)) db.AfterCommit(() => Interlocked.Increment(ref _waiting));
    }

    /// <summary>Makes dead letters new messages, as part of a write; gives how many there were.</summary>
    public int Resubmit(DbSession db, IEnumerable<string> ids)
    {
        var count = 0;
        foreach (var id in ids)
        {
            if (DeadLetterTable.Resubmit(db, Owner.Id, id, _environment.Now) is not { } job) continue;
            _environment.Changes.AfterCommit(db, job);
            count++;
        }

        db.AfterCommit(() =>
        {
            Interlocked.Add(ref _waiting, count);
            _loop.Wake();
        });
        return count;
    }

    /// <summary>Begins no more attempts; the task completes when those under way have ended and that is durable.</summary>
    public Task DrainAsync()
    {
        Volatile.Write(ref _isDraining, true);
        _loop.Wake();
        return _drained.Task;
    }

    /// <summary>Cuts off what is still under way. The next start tries it again.</summary>
    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isDraining, true);
        await _stop.CancelAsync();
        await _loop.DisposeAsync();
        _stop.Dispose();
    }

    private bool Insert(DbSession db, JobRow job)
    {
        if (!JobTable.TryInsert(db, job)) return false;
        _environment.Changes.AfterCommit(db, job);
        db.AfterCommit(_loop.Wake);
        return true;
    }

    private async Task<DateTimeOffset?> StepAsync()
    {
        while (_ended.TryDequeue(out var ended)) _unwritten.Add(ended);
        var isDraining = Volatile.Read(ref _isDraining);
        var room = Owner.Concurrency - Volatile.Read(ref _lingering);
        var free = isDraining ? 0 : room - _running + _unwritten.Count;
        long? next = null;
        if (free > 0 || _unwritten.Count > 0)
        {
            var now = _environment.Now;
            var taken = await _environment.Database.WriteAsync(db => Turn(db, free, out next));
            _latest = now;
            _running += taken.Count - _unwritten.Count;
            _unwritten.Clear();
            foreach (var job in taken) _ = WorkAsync(job);
        }

        if (isDraining && _running == 0) _drained.TrySetResult();
        return next is { } due && !isDraining && _running < room ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;
    }

    private List<JobRow> Turn(DbSession db, int free, out long? next)
    {
        foreach (var outcome in _unwritten)
            if (!outcome.IsCutOff) Settle(db, outcome);
        if (_environment.Now < _latest - Tolerance) FollowClock(db);
        var taken = free > 0 ? JobTable.Take(db, Owner.Id, _environment.Now, free) : [];
        foreach (var job in taken) _environment.Changes.AfterCommit(db, job);
        db.AfterCommit(() => Interlocked.Add(ref _waiting, -taken.Count));
        next = JobTable.NextDue(db, Owner.Id);
        return taken;
    }

    private void Settle(DbSession db, JobOutcome outcome)
    {
        var (job, now) = (outcome.Job, _environment.Now);
        var settled = outcome.Error switch
        {
            null => JobTable.Complete(db, job.Seq, now),
            { } error when job.Attempt >= Owner.MaxAttempts => GiveUp(db, job, now, error),
            { } error => TryLater(db, job, now, error),
        };
        _environment.Changes.AfterCommit(db, settled);
    }

    private JobRow GiveUp(DbSession db, JobRow job, long now, JobError error)
    {
        db.AfterCommit(() => JobLog.GivenUp(_environment.Log, Owner.Name, job.Id, job.Attempt, error.Code));
        return JobTable.Fail(db, job.Seq, now, error.ToJson());
    }

    private JobRow TryLater(DbSession db, JobRow job, long now, JobError error)
    {
        var delay = RetryDelay.After(job.Attempt, _environment.Random());
        db.AfterCommit(() =>
        {
            Interlocked.Increment(ref _waiting);
            JobLog.Retrying(_environment.Log, Owner.Name, job.Id, job.Attempt, error.Code, delay.TotalSeconds);
        });
        return JobTable.Retry(db, job.Seq, now + (long)delay.TotalMilliseconds, error.ToJson());
    }

    private void FollowClock(DbSession db)
    {
        var count = JobTable.FollowClock(db, Owner.Id, _environment.Now, Tolerance);
        if (count > 0) db.AfterCommit(() => JobLog.DelaysFollowed(_environment.Log, Owner.Name, count));
    }

    private async Task WorkAsync(JobRow job)
    {
        var outcome = await JobAttempt.MakeAsync(_environment, Owner, job, _stop.Token);
        if (!outcome.Rest.IsCompleted) _ = LingerAsync(job, outcome.Rest);
        _ended.Enqueue(outcome);
        _loop.Wake();
    }

    /// <summary>A service that ignores the end of its time takes up its place until it is really over.</summary>
    private async Task LingerAsync(JobRow job, Task rest)
    {
        Interlocked.Increment(ref _lingering);
        JobLog.Lingers(_environment.Log, Owner.Name, job.Id);
        await rest;
        Interlocked.Decrement(ref _lingering);
        _loop.Wake();
    }

    private static ApiException TooMany() =>
        new(429, "rate_limit_exceeded", "Too many are waiting already; try again later.") { RetryAfter = TimeSpan.FromSeconds(1) };
}
