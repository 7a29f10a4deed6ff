using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Tasks;

/// <summary>
/// Triggers the runs of all tasks. A run and the note that its time has been taken care of are one transaction, so that no end
/// of the process makes a run happen twice or not at all.
/// </summary>
internal sealed class TaskClock : IAsyncDisposable
{
    /// <summary>How late a run may be on a busy machine and still be none that was missed.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly JobEnvironment _environment;
    private readonly IReadOnlyList<ScheduledTask> _tasks;
    private readonly DateTimeOffset?[] _next;
    private readonly WakeLoop _loop;

    public TaskClock(JobEnvironment environment, IReadOnlyList<ScheduledTask> tasks)
    {
        (_environment, _tasks) = (environment, tasks);
        _next = new DateTimeOffset?[tasks.Count];
        _loop = new WakeLoop(environment.Time, StepAsync, e => JobLog.StepFailed(environment.Log, e, "the clock of the tasks"));
    }

    /// <summary>Takes up the schedules; part of the write that starts all work.</summary>
    public void Begin(DbSession db)
    {
        var now = Now();
        for (var i = 0; i < _tasks.Count; i++)
            SetHandled(i, DateTimeOffset.FromUnixTimeMilliseconds(ScheduleTable.Begin(db, _tasks[i].Id, _tasks[i].Line, now.ToUnixTimeMilliseconds())));
        FollowClock(now);
    }

    public void Start() => _loop.Start();

    /// <summary>Triggers nothing more.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_environment.Now);

    private async Task<DateTimeOffset?> StepAsync()
    {
        var now = Now();
        FollowClock(now);
        await Task.WhenAll(Enumerable.Range(0, _tasks.Count).Where(i => _next[i] <= now).Select(i => TriggerAsync(i, now)));
        return _next.Min();
    }

    /// <summary>
    /// A schedule that has been taken care of for longer than until now means that somebody has set the clock back. It begins
    /// again at once; times that had their run before have no second one.
    /// </summary>
    private void FollowClock(DateTimeOffset now)
    {
        for (var i = 0; i < _tasks.Count; i++)
        {
            if (_tasks[i].HandledUntil <= now + Lateness) continue;
            JobLog.ClockSetBack(_environment.Log, _tasks[i].Definition.Name);
            SetHandled(i, now);
        }
    }

    /// <summary>Each task in a write of its own, which the writer puts into one transaction: none holds up the others.</summary>
    private async Task TriggerAsync(int index, DateTimeOffset now)
    {
        var task = _tasks[index];
        try
        {
            await _environment.Database.WriteAsync(db => Trigger(db, task, task.HandledUntil, now));
            SetHandled(index, now);
        }
#pragma warning disable CA1031 // whatever it is, it must not hold up the other tasks
        catch (Exception e)
#pragma warning restore CA1031
        {
            JobLog.StepFailed(_environment.Log, e, task.Definition.Name);
            _next[index] = Now() + AfterFailure;
        }
    }

    private bool Trigger(DbSession db, ScheduledTask task, DateTimeOffset handledUntil, DateTimeOffset now)
    {
        ScheduleTable.Handle(db, task.Id, now.ToUnixTimeMilliseconds());
        var owner = task.Runner.Owner;
        if (LatestDue(task, handledUntil, now) is not { } time) db.AfterCommit(() => JobLog.Missed(_environment.Log, owner.Name));
        else if (JobTable.IsScheduledRunWaiting(db, owner.Id)) db.AfterCommit(() => JobLog.Merged(_environment.Log, owner.Name));
        else task.Runner.TryAdd(db, TaskModule.NewRun(_environment, owner) with { ScheduledAt = time.ToUnixTimeMilliseconds() });
        return true;
    }

    /// <summary>Of the times that have come since, the last one that is not too long ago: one run makes up for all of them.</summary>
    private static DateTimeOffset? LatestDue(ScheduledTask task, DateTimeOffset handledUntil, DateTimeOffset now)
    {
        var window = TimeSpan.FromSeconds(task.Definition.CatchUpSeconds);
        var oldest = now - (window > Lateness ? window : Lateness) - TimeSpan.FromTicks(1);
        DateTimeOffset? latest = null;
        for (var next = task.Calendar.Next(handledUntil > oldest ? handledUntil : oldest); next <= now; next = task.Calendar.Next(next.Value))
            latest = next;
        return latest;
    }

    private void SetHandled(int task, DateTimeOffset until) => (_tasks[task].HandledUntil, _next[task]) = (until, _tasks[task].Calendar.Next(until));
}
