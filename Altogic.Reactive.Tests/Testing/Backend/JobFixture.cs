using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Hosting;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Modules.Queues;
using Altogic.Reactive.Backend.Modules.Tasks;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Queues and tasks on a folder, with a clock that the test moves and a service that the test plays; no host around them.</summary>
internal sealed class JobFixture : IAsyncDisposable
{
    private readonly TemporaryFolder? _own;
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    private JobFixture(AppDefinition app, string folder, TemporaryFolder? own, ManualTimers time)
    {
        (_own, Folder, Time, App) = (own, folder, time, app);
        Store = SqliteDatabase.Open(Path.Combine(folder, "altogic.db"));
        var changes = new StatusChanges(Log.CreateLogger<StatusChanges>());
        Recorder = new StatusRecorder(changes);
        Environment = new JobEnvironment(Store, RunAsync, changes, new ObjectId(time), time, () => 0.5, Log.CreateLogger("jobs"));
        Queues = new QueueModule(Environment, app.Queues);
        Tasks = new TaskModule(Environment, app.Tasks);
        Work = new BackgroundWork(Environment, Queues, Tasks);
    }

    public AppDefinition App { get; }

    public string Folder { get; }

    public ManualTimers Time { get; }

    public LogRecorder Log { get; } = new();

    public SqliteDatabase Store { get; }

    public JobEnvironment Environment { get; }

    public QueueModule Queues { get; }

    public TaskModule Tasks { get; }

    public BackgroundWork Work { get; }

    public StatusRecorder Recorder { get; }

    /// <summary>The calls of the service and when they came.</summary>
    public ConcurrentQueue<(ServiceContext Context, TimeSpan? Limit, DateTimeOffset At)> Calls { get; } = new();

    /// <summary>Done when the service has been called once. A status of <c>processing</c> comes a moment before the call.</summary>
    public Task Called => _called.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>What the service does.</summary>
    public Func<ServiceContext, Task<ServiceResponse>> Service { get; set; } = _ => Task.FromResult(ServiceResponse.Empty());

    public static async Task<JobFixture> StartAsync(
        AppDefinition app, string? folder = null, ManualTimers? time = null, Func<ServiceContext, Task<ServiceResponse>>? service = null)
    {
        var own = folder is null ? new TemporaryFolder() : null;
        var fixture = new JobFixture(app, folder ?? own!.Path, own, time ?? new ManualTimers());
        if (service is not null) fixture.Service = service;
        await fixture.Work.InitializeAsync(CancellationToken.None);
        await fixture.Work.StartAsync(CancellationToken.None);
        return fixture;
    }

    public static Task<JobFixture> StartAsync(QueueDefinition queue, Func<ServiceContext, Task<ServiceResponse>>? service = null) =>
        StartAsync(new AppDefinition { Queues = [queue] }, service: service);

    /// <summary>Ends as a killed process does: nothing of what is under way is written down. Then starts again.</summary>
    public async Task<JobFixture> RestartAsync(AppDefinition? app = null, Func<ServiceContext, Task<ServiceResponse>>? service = null)
    {
        await StopAsync();
        return await StartAsync(app ?? App, Folder, Time, service);
    }

    public async Task<string> SubmitAsync(JsonObject? message = null, double delay = 0, string queue = "mailing") =>
        (string)(await Queues.SubmitAsync(queue, message ?? [], delay, CancellationToken.None))["messageId"]!;

    public async Task<string> RunOnceAsync(string task = "nightly") => (string)(await Tasks.RunOnceAsync(task, CancellationToken.None))["taskId"]!;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _own?.Dispose();
    }

    private async Task StopAsync()
    {
        if (_isOver) return;
        _isOver = true;
        await Work.DisposeAsync();
        Recorder.Dispose();
        await Store.DisposeAsync();
    }

    private async Task<ServiceResponse> RunAsync(string service, ServiceContext context, TimeSpan? timeLimit, CancellationToken cancel)
    {
        Calls.Enqueue((context, timeLimit, Time.GetUtcNow()));
        _called.TrySetResult();
        return await Service(context).WaitAsync(cancel);
    }
}
