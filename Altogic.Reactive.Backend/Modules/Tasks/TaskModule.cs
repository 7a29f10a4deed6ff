using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Tasks;

/// <summary>The scheduled tasks (storage… §4): their runs, asked for or by the clock.</summary>
internal sealed class TaskModule
{
    public const int MostListed = 1000;
    private readonly JobEnvironment _environment;
    private readonly Dictionary<string, ScheduledTask> _byName;
    private readonly Dictionary<string, ScheduledTask> _byId;

    public TaskModule(JobEnvironment environment, IReadOnlyList<TaskDefinition> tasks)
    {
        _environment = environment;
        Tasks = [.. tasks.Select(task => new ScheduledTask(environment, task))];
        _byName = Tasks.ToDictionary(task => task.Definition.Name, StringComparer.OrdinalIgnoreCase);
        _byId = Tasks.ToDictionary(task => task.Id, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<ScheduledTask> Tasks { get; }

    public IEnumerable<JobRunner> Runners => Tasks.Select(task => task.Runner);

    public static JobRow NewRun(JobEnvironment environment, JobOwner task) => new()
    {
        Id = environment.Ids.Next(),
        Kind = JobKind.Run,
        Owner = task.Id,
        OwnerName = task.Name,
        CreatedAt = environment.Now,
        DueAt = environment.Now,
    };

    /// <summary>Asks for a run beside the scheduled ones; the task completes with its status record when that is durable.</summary>
    /// <exception cref="ApiException">400: no such task. 429: too many runs wait.</exception>
    public async Task<JsonObject> RunOnceAsync(string nameOrId, CancellationToken cancel)
    {
        var task = Get(nameOrId);
        var run = NewRun(_environment, task.Runner.Owner);
        await task.Runner.SubmitAsync(run, cancel);
        return JobInfo.Of(run);
    }

    /// <summary>The status record of a run; null when it is unknown or was forgotten.</summary>
    public JsonObject? Status(string id) =>
        ObjectId.IsValid(id) && _environment.Database.Read(db => JobTable.Get(db, JobKind.Run, id.ToLowerInvariant())) is { } run
            ? JobInfo.Of(run)
            : null;

    /// <summary>The latest runs of a task, the newest first.</summary>
    /// <exception cref="ApiException">400: no such task or count.</exception>
    public IReadOnlyList<JobRow> History(string nameOrId, int count)
    {
        var id = Get(nameOrId).Id;
        if (count is < 1 or > MostListed)
            throw FieldErrors.Invalid("limit", FormattableString.Invariant($"The limit must be from 1 to {MostListed}."));
        return _environment.Database.Read(db => JobTable.LatestRuns(db, id, count));
    }

    /// <summary>The next times of the schedule.</summary>
    /// <exception cref="ApiException">400: no such task.</exception>
    public IEnumerable<DateTimeOffset> NextTimes(string nameOrId)
    {
        // A clock that was set back a little goes through times once more that had their runs already.
        var (task, now) = (Get(nameOrId), _environment.Time.GetUtcNow());
        return Times(task.Calendar, task.HandledUntil > now ? task.HandledUntil : now);

        static IEnumerable<DateTimeOffset> Times(TaskCalendar calendar, DateTimeOffset from)
        {
            while (calendar.Next(from) is { } next) yield return from = next;
        }
    }

    private ScheduledTask Get(string nameOrId) =>
        _byId.GetValueOrDefault(nameOrId) ?? _byName.GetValueOrDefault(nameOrId)
        ?? throw new ApiException(400, "task_not_found", $"There is no task \"{Shown.Of(nameOrId)}\": define it in altogic.json.", new JsonObject { ["taskNameOrId"] = Shown.Of(nameOrId) });
}
