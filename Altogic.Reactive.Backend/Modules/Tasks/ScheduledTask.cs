using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Modules.Tasks;

/// <summary>A task of the app definition: when it runs, and who works on its runs.</summary>
internal sealed class ScheduledTask
{
    private const int MostWaiting = 100;
    private const int MostKept = 1000;
    private long _handledUntil;

    public ScheduledTask(JobEnvironment environment, TaskDefinition definition)
    {
        Definition = definition;
        Calendar = new TaskCalendar(
            CronSchedule.Parse(definition.Cron, out var mistake) ?? throw new ArgumentException(mistake, nameof(definition)),
            TimeZoneInfo.FindSystemTimeZoneById(definition.TimeZone));
        Runner = new JobRunner(environment, OwnerOf(definition));
    }

    public TaskDefinition Definition { get; }

    public TaskCalendar Calendar { get; }

    /// <summary>Up to when the schedule has been taken care of.</summary>
    public DateTimeOffset HandledUntil
    {
        get => new(Volatile.Read(ref _handledUntil), TimeSpan.Zero);
        set => Volatile.Write(ref _handledUntil, value.UtcTicks);
    }

    public JobRunner Runner { get; }

    public string Id => Runner.Owner.Id;

    /// <summary>What decides when it runs; when this changes, the schedule begins anew.</summary>
    public string Line => Definition.Cron + " " + Definition.TimeZone;

    public static string IdOf(TaskDefinition definition) => JobOwner.IdOf(JobKind.Run, definition.Name);

    private static JobOwner OwnerOf(TaskDefinition task) => new()
    {
        Kind = JobKind.Run,
        Id = IdOf(task),
        Name = task.Name,
        Service = task.Service,
        TimeLimit = TimeSpan.FromSeconds(task.TimeoutSeconds),
        MostWaiting = MostWaiting,
        FailedKept = JobSweeper.CompletedKept,
        MostKept = MostKept,
        ToContext = run => new ServiceContext { Trigger = "task", Name = task.Service, TaskId = run.Id, ScheduledTaskName = task.Name },
    };
}
