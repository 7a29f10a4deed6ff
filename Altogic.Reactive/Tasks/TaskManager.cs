using System.Reactive;
using System.Reactive.Concurrency;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Internal.Tracking;

namespace Altogic.Reactive.Tasks;

/// <summary>Runs the app's scheduled tasks besides their schedule and follows what becomes of the runs. Thread-safe.</summary>
public sealed class TaskManager
{
    private static readonly Operation Run = new("task.runOnce", IsSafeToRepeat: false);
    private static readonly Operation GetStatus = new("task.getTaskStatus", IsSafeToRepeat: true);
    private readonly ClientContext _context;
    private readonly Func<string, IObservable<Unit>>? _hints;

    /// <param name="context">What the managers share.</param>
    /// <param name="hints">Says for the id of a run when its status may have changed; null when nothing does.</param>
    internal TaskManager(ClientContext context, Func<string, IObservable<Unit>>? hints = null) => (_context, _hints) = (context, hints);

    /// <summary>Asks for one run of a task now; its schedule goes on as before. Cold.</summary>
    /// <param name="taskNameOrId">The scheduled task.</param>
    /// <returns>One result with the status of the run, usually <see cref="RunStatus.Pending"/>.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public IObservable<Result<TaskInfo>> RunOnce(string taskNameOrId)
    {
        var body = new RunTaskRequest(Arguments.Text(taskNameOrId, nameof(taskNameOrId)));
        return _context.Executor.Execute<TaskInfo>(Run, cancellation => _context.Rest.Task.RunOnce(body, cancellation));
    }

    /// <summary>Asks for the status of a run. Cold.</summary>
    /// <param name="taskId">The id that <see cref="RunOnce"/> gave.</param>
    /// <returns>One result; null when the server does not know the run, or no longer.</returns>
    /// <exception cref="ArgumentException">The id is blank.</exception>
    public IObservable<Result<TaskInfo?>> GetTaskStatus(string taskId)
    {
        Arguments.Text(taskId, nameof(taskId));
        return _context.Executor.ExecuteOrNull<TaskInfo>(GetStatus, cancellation => _context.Rest.Task.GetTaskStatus(taskId, cancellation));
    }

    /// <summary>
    /// Follows a run to its end. Cold. Asks again and again, less often while nothing happens, and ends with the final status. A failure that
    /// may pass by itself is asked again; any other one, and a run that the server does not know (<see cref="ErrorCodes.StatusNotFound"/>),
    /// is the last result.
    /// </summary>
    /// <param name="taskId">The id that <see cref="RunOnce"/> gave.</param>
    /// <param name="options">How often to ask. The default is <see cref="TrackOptions.Default"/>.</param>
    /// <param name="scheduler">The clock. The default is that of the client.</param>
    /// <returns>Each status that differs from the one before, the last one final.</returns>
    /// <exception cref="ArgumentException">The id is blank, or an option cannot work.</exception>
    public IObservable<Result<TaskInfo>> Track(string taskId, TrackOptions? options = null, IScheduler? scheduler = null)
    {
        Arguments.Text(taskId, nameof(taskId));
        return StatusTracker.Track(() => GetTaskStatus(taskId), Arguments.Options(options), _hints?.Invoke(taskId), scheduler ?? _context.Scheduler);
    }
}
