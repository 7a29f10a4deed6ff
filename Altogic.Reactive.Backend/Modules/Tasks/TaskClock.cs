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

    private readonly JobEnvironment _environment;
    private readonly IReadOnlyList<ScheduledTask> _tasks;
    private readonly DateTimeOffset[] _handledUntil;
    private readonly DateTimeOffset?[] _next;
    private readonly WakeLoop _loop;

    public TaskClock(JobEnvironment environment, IReadOnlyList<ScheduledTask> tasks)
    {
        (_environment, _tasks) = (environment, tasks);
        _handledUntil = new DateTimeOffset[tasks.Count];
        _next = new DateTimeOffset?[tasks.Count];
        _loop = new WakeLoop(environment.Time, StepAsync, e => JobLog.StepFailed(environment.Log, e, "the clock of the tasks"));
    }

    /// <summary>Takes up the schedules; part of the write that starts all work.</summary>
    public void Begin(DbSession db)
    {
        for (var i = 0; i < _tasks.Count; i++)
            SetHandled(i, DateTimeOffset.FromUnixTimeMilliseconds(ScheduleTable.Begin(db, _tasks[i].Id, _tasks[i].Line, _environment.Now)));
    }

    public void Start() => _loop.Start();

    /// <summary>Triggers nothing more.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async Task<DateTimeOffset?> StepAsync()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_environment.Now);
        var due = Enumerable.Range(0, _tasks.Count).Where(i => _next[i] <= now).ToList();
        if (due.Count > 0)
        {
            await _environment.Database.WriteAsync(db =>
            {
                foreach (var i in due) Trigger(db, _tasks[i], _handledUntil[i], now);
                return true;
            });
            foreach (var i in due) SetHandled(i, now);
        }

        return _next.Min();
    }

    private void Trigger(DbSession db, ScheduledTask task, DateTimeOffset handledUntil, DateTimeOffset now)
    {
        ScheduleTable.Handle(db, task.Id, now.ToUnixTimeMilliseconds());
        var owner = task.Runner.Owner;
        if (LatestDue(task, handledUntil, now) is not { } time) JobLog.Missed(_environment.Log, owner.Name);
        else if (JobTable.IsScheduledRunWaiting(db, owner.Id)) JobLog.Merged(_environment.Log, owner.Name);
        else task.Runner.Add(db, TaskModule.NewRun(_environment, owner) with { ScheduledAt = time.ToUnixTimeMilliseconds() });
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

    private void SetHandled(int task, DateTimeOffset until) => (_handledUntil[task], _next[task]) = (until, _tasks[task].Calendar.Next(until));
}
