using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Modules.Queues;
using Altogic.Reactive.Backend.Modules.Tasks;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>What the backend does without being asked: messages of queues, runs of tasks, and forgetting both.</summary>
internal sealed class BackgroundWork : IAsyncDisposable
{
    private readonly JobEnvironment _environment;
    private readonly JobRunner[] _runners;
    private readonly TaskClock _clock;
    private readonly JobSweeper _sweeper;
    private bool _isStarted;

    public BackgroundWork(JobEnvironment environment, QueueModule queues, TaskModule tasks)
    {
        _environment = environment;
        _runners = [.. queues.Runners, .. tasks.Runners];
        _clock = new TaskClock(environment, tasks.Tasks);
        var owners = _runners.ToDictionary(runner => runner.Owner.Id, runner => runner.Owner, StringComparer.Ordinal);
        _sweeper = new JobSweeper(environment, owners);
    }

    /// <summary>Makes the tables.</summary>
    public Task InitializeAsync(CancellationToken cancel) => _environment.Database.WriteAsync(
        db =>
        {
            JobSchema.Create(db);
            return true;
        },
        cancel);

    /// <summary>Takes up the work where the last end of the process left it. Services may call the backend, so it must be ready.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await _environment.Database.WriteAsync(
            db =>
            {
                foreach (var runner in _runners) runner.Recover(db);
                _clock.Begin(db);
                return true;
            },
            cancel);
        _isStarted = true;
        foreach (var runner in _runners) runner.Start();
        _clock.Start();
        _sweeper.Start();
    }

    /// <summary>Begins nothing new; the task completes when what is under way has ended. What is submitted meanwhile is kept.</summary>
    public async Task DrainAsync()
    {
        if (!_isStarted) return;
        await _clock.DisposeAsync();
        await Task.WhenAll(_runners.Select(runner => runner.DrainAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync();
        await _clock.DisposeAsync();
        foreach (var runner in _runners) await runner.DisposeAsync();
    }
}
