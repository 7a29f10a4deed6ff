using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Modules.Tasks;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend;

/// <summary>What tasks have done and will do. Thread-safe.</summary>
public sealed class BackendTasks
{
    private readonly TaskModule _tasks;

    internal BackendTasks(TaskModule tasks) => _tasks = tasks;

    /// <summary>The next times of a task's schedule; fewer than asked for only when it ends.</summary>
    /// <param name="task">The name or id of the task.</param>
    /// <param name="count">How many. The default value is 1.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public IReadOnlyList<DateTimeOffset> GetNextTimes(string task, int count = 1) => Checked(task, () => _tasks.NextTimes(task).Take(count).ToList());

    /// <summary>The latest runs of a task, the newest first.</summary>
    /// <param name="task">The name or id of the task.</param>
    /// <param name="limit">How many at most, from 1 to 1,000. The default value is 100.</param>
    /// <exception cref="ArgumentException">There is no such task, or the limit is out of range.</exception>
    public IReadOnlyList<TaskRun> GetHistory(string task, int limit = 100) => Checked(task, () => _tasks.History(task, limit).Select(ToRun).ToList());

    private static List<T> Checked<T>(string task, Func<List<T>> read)
    {
        ArgumentNullException.ThrowIfNull(task);
        try
        {
            return read();
        }
        catch (ApiException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }

    private static TaskRun ToRun(JobRow job) => new(
        job.Id,
        job.OwnerName,
        JobInfo.NameOf(job.Status),
        DateTimeOffset.FromUnixTimeMilliseconds(job.CreatedAt),
        Instant(job.ScheduledAt),
        Instant(job.StartedAt),
        Instant(job.CompletedAt),
        job is { Status: JobStatus.Errors, Errors: { } errors } ? JsonNode.Parse(errors)!.AsObject() : null);

    private static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
