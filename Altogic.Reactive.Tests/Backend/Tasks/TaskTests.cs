using System.Globalization;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Backend.Stores.Sqlite.Jobs;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Tasks;

/// <summary>The runs of tasks, with a service that the test plays and a clock that it moves; it begins at 08:00.</summary>
public sealed class TaskTests
{
    private static readonly TaskDefinition Nightly = new() { Name = "nightly", Cron = "*/5 * * * *", Service = "clean" };

    [Test]
    public async Task Clock_TriggersEachTimeOfTheSchedule()
    {
        await using var jobs = await StartAsync(Nightly);
        for (var run = 1; run <= 3; run++)
        {
            jobs.Time.Advance(TimeSpan.FromMinutes(5));
            await jobs.Recorder.UntilAsync("completed", run);
        }

        Assert.That(Scheduled(jobs), Is.EqualTo(new[] { "08:15", "08:10", "08:05" }));
        var (context, limit, _) = jobs.Calls.First();
        Assert.That((context.Trigger, context.Name, context.ScheduledTaskName), Is.EqualTo(("task", "clean", "nightly")));
        Assert.That(limit, Is.EqualTo(TimeSpan.FromSeconds(300)));
        var info = jobs.Tasks.Status(context.TaskId!)!;
        Assert.That(info.Select(member => member.Key), Is.EqualTo(
            new[] { "taskId", "scheduledTaskId", "scheduledTaskName", "triggeredAt", "startedAt", "completedAt", "status" }));
    }

    [Test]
    public async Task RunOnce_IsARunBesideTheSchedule()
    {
        await using var jobs = await StartAsync(Nightly);
        var id = await jobs.RunOnceAsync("NIGHTLY");
        await jobs.Recorder.UntilAsync(id, "completed");
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await jobs.Recorder.UntilAsync("completed", 2);
        Assert.That(Scheduled(jobs), Is.EqualTo(new[] { "08:05", "asked" }));
    }

    [Test]
    public async Task Failure_IsRecordedAndNotTriedAgain()
    {
        await using var jobs = await StartAsync(Nightly, _ => Task.FromException<ServiceResponse>(new ApiException(504, "service_timeout", "late")));
        var id = await jobs.RunOnceAsync();
        await jobs.Recorder.UntilAsync(id, "errors");
        Assert.That(jobs.Tasks.Status(id)!["errors"]!.ToJsonString(), Is.EqualTo("""{"origin":"server_error","code":"service_timeout","message":"late"}"""));
        jobs.Time.Advance(TimeSpan.FromMinutes(4));
        await jobs.Recorder.UntilAsync(await jobs.RunOnceAsync(), "errors");
        Assert.That(jobs.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Runs_OfOneTask_NeverOverlap_AndOneWaitsForAllThatWereDue()
    {
        using var gate = new SyncPoint();
        await using var jobs = await StartAsync(Nightly, async _ =>
        {
            await gate.WaitAsync();
            return ServiceResponse.Empty();
        });
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await jobs.Recorder.UntilAsync("processing", 1);
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await jobs.Recorder.UntilAsync("pending", 2);
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await UntilLoggedAsync(jobs, 1707);
        gate.Release();
        await jobs.Recorder.UntilAsync("completed", 2);
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await jobs.Recorder.UntilAsync("completed", 3);
        Assert.That(Scheduled(jobs), Is.EqualTo(new[] { "08:20", "08:10", "08:05" }));
    }

    [Test]
    public async Task RunOnce_TooOften_IsRefused()
    {
        await using var jobs = await StartAsync(Nightly, _ => new TaskCompletionSource<ServiceResponse>().Task);
        await jobs.Recorder.UntilAsync(await jobs.RunOnceAsync(), "processing");
        for (var i = 0; i < 100; i++) await jobs.RunOnceAsync();
        Assert.That((await Assert.ThrowsAsync<ApiException>(() => jobs.RunOnceAsync()))!.Status, Is.EqualTo(429));
    }

    [Test]
    public async Task Restart_AfterRunsWereMissed_MakesUpForAllOfThemWithOne()
    {
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync(Nightly, folder: folder.Path);
        first.Time.Advance(TimeSpan.FromMinutes(5));
        await first.Recorder.UntilAsync("completed", 1);
        await first.DisposeAsync();
        first.Time.Advance(TimeSpan.FromMinutes(58));

        await using var second = await first.RestartAsync();
        await second.Recorder.UntilAsync("completed", 1);
        second.Time.Advance(TimeSpan.FromMinutes(2));
        await second.Recorder.UntilAsync("completed", 2);

        Assert.That(Scheduled(second), Is.EqualTo(new[] { "09:05", "09:00", "08:05" }));
    }

    [TestCase(0, false)]
    [TestCase(1000, false)]
    [TestCase(1500, true)]
    public async Task Restart_LongAfterAMissedRun_MakesUpForItWithinTheWindowOnly(int window, bool isMadeUpFor)
    {
        var task = Nightly with { Cron = "5 8 * * *", CatchUpSeconds = window };
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync(task, folder: folder.Path);
        await first.DisposeAsync();
        first.Time.Advance(TimeSpan.FromMinutes(25));

        await using var second = await first.RestartAsync();
        if (isMadeUpFor) await second.Recorder.UntilAsync("completed", 1);
        else await UntilLoggedAsync(second, 1706);

        Assert.That(Scheduled(second), Is.EqualTo(isMadeUpFor ? new[] { "08:05" } : []));
        Assert.That(second.Tasks.NextTimes("nightly").First(), Is.EqualTo(new DateTimeOffset(2024, 1, 6, 8, 5, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task Restart_TwiceInTheSameMinute_RunsOnce()
    {
        using var folder = new TemporaryFolder();
        var jobs = await StartAsync(Nightly, folder: folder.Path);
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await jobs.Recorder.UntilAsync("completed", 1);
        for (var restart = 0; restart < 2; restart++)
        {
            jobs.Time.Advance(TimeSpan.FromSeconds(10));
            jobs = await jobs.RestartAsync();
            await jobs.Recorder.UntilAsync(await jobs.RunOnceAsync(), "completed");
        }

        jobs.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(20));
        await jobs.Recorder.UntilAsync("completed", 2);
        Assert.That(Scheduled(jobs), Is.EqualTo(new[] { "08:10", "asked", "asked", "08:05" }));
        await jobs.DisposeAsync();
    }

    [Test]
    public async Task Stop_BetweenTriggerAndRun_LosesNoRun_AndDuringARun_DoublesNone()
    {
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync(Nightly, _ => new TaskCompletionSource<ServiceResponse>().Task, folder.Path);
        first.Time.Advance(TimeSpan.FromMinutes(5));
        await first.Recorder.UntilAsync("processing", 1);
        first.Time.Advance(TimeSpan.FromMinutes(5));
        await first.Recorder.UntilAsync("pending", 2);
        var (cutOff, waiting) = (first.Recorder.With("pending")[0], first.Recorder.With("pending")[1]);

        await using var second = await first.RestartAsync();
        await second.Recorder.UntilAsync(waiting, "completed");

        Assert.That(second.Calls.Select(call => call.Context.TaskId), Is.EqualTo(new[] { waiting }));
        Assert.That((string)second.Tasks.Status(cutOff)!["errors"]!["code"]!, Is.EqualTo("interrupted"));
    }

    [Test]
    public async Task Schedule_ThatIsNewOrChanged_HasNothingToMakeUpFor()
    {
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync(Nightly with { Cron = "0 7 * * *" }, folder: folder.Path);
        await first.DisposeAsync();
        first.Time.Advance(TimeSpan.FromMinutes(30));

        await using var second = await first.RestartAsync(App(Nightly with { Cron = "10 8 * * *" }));
        second.Time.Advance(TimeSpan.FromHours(23.5));
        Assert.That(Scheduled(second), Is.Empty);
        second.Time.Advance(TimeSpan.FromMinutes(10));
        await second.Recorder.UntilAsync("completed", 1);
        Assert.That(Scheduled(second), Is.EqualTo(new[] { "08:10" }));
    }

    [Test]
    public async Task Drain_TriggersNothingMore()
    {
        await using var jobs = await StartAsync(Nightly);
        await jobs.Work.DrainAsync();
        jobs.Time.Advance(TimeSpan.FromHours(1));
        var id = await jobs.RunOnceAsync();
        Assert.That(jobs.Recorder.Of(id), Is.EqualTo(new[] { "pending" }));
        Assert.That(Scheduled(jobs), Is.EqualTo(new[] { "asked" }));
    }

    [Test]
    public async Task Clock_ThatIsSetBack_DoublesNoRun()
    {
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync(Nightly, folder: folder.Path);
        first.Time.Advance(TimeSpan.FromMinutes(5));
        await first.Recorder.UntilAsync("completed", 1);
        await first.DisposeAsync();

        await using var second = await JobFixture.StartAsync(first.App, folder.Path, new ManualTimers());
        second.Time.Advance(TimeSpan.FromMinutes(5));
        await second.Recorder.UntilAsync(await second.RunOnceAsync(), "completed");
        second.Time.Advance(TimeSpan.FromMinutes(5));
        await second.Recorder.UntilAsync("completed", 2);
        Assert.That(Scheduled(second), Is.EqualTo(new[] { "08:10", "asked", "08:05" }));
    }

    [Test]
    public async Task Clock_ThatIsSetBackWhileTasksWait_LeadsToTheNextTimeByTheNewClock()
    {
        await using var jobs = await StartAsync(Nightly);
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await jobs.Recorder.UntilAsync("completed", 1);
        jobs.Time.SetBack(TimeSpan.FromHours(1));
        for (var minute = 0; minute < 5 || jobs.Recorder.With("completed").Count < 2; minute++)
        {
            jobs.Time.Advance(TimeSpan.FromMinutes(1));

            // The clock of the tasks works on other threads; these writes give it the time to follow.
            for (var write = 0; write < 50; write++) await jobs.Store.WriteAsync(_ => true);
        }

        Assert.That(Scheduled(jobs)[0], Does.StartWith("07:"));
        Assert.That(jobs.Log.Entries.Count(entry => entry.Id == 1709), Is.EqualTo(1));
        Assert.That(jobs.Log.Errors, Is.Empty);
    }

    [Test]
    public async Task Clock_ThatIsSetBackALittle_DoesNotPromiseARunThatWas()
    {
        await using var jobs = await StartAsync(Nightly);
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await jobs.Recorder.UntilAsync("completed", 1);
        jobs.Time.SetBack(TimeSpan.FromSeconds(30));
        await Eventually.HoldsAsync(() => jobs.Tasks.Tasks[0].HandledUntil > jobs.Time.GetUtcNow());
        Assert.That(jobs.Tasks.NextTimes("nightly").First(), Is.EqualTo(new DateTimeOffset(2024, 1, 5, 8, 10, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task Schedule_ThatChangedAndAClockThatWasSetBack_HoldUpNoTask()
    {
        using var folder = new TemporaryFolder();
        var other = new TaskDefinition { Name = "other", Cron = "5 8 * * *", Service = "clean" };
        await using var first = await StartAsync(Nightly, folder: folder.Path);
        first.Time.Advance(TimeSpan.FromMinutes(5));
        await first.Recorder.UntilAsync("completed", 1);
        await first.DisposeAsync();

        var time = new ManualTimers(new DateTimeOffset(2024, 1, 5, 8, 4, 30, TimeSpan.Zero));
        await using var second = await JobFixture.StartAsync(new AppDefinition { Tasks = [Nightly with { Cron = "0-59/5 * * * *" }, other] }, folder.Path, time);
        time.Advance(TimeSpan.FromMinutes(1));
        await second.Recorder.UntilAsync("completed", 1);
        Assert.That(second.Calls.Single().Context.ScheduledTaskName, Is.EqualTo("other"));
        time.Advance(TimeSpan.FromMinutes(5));
        await second.Recorder.UntilAsync("completed", 2);
        Assert.That(Scheduled(second), Is.EqualTo(new[] { "08:10", "08:05" }));
        Assert.That(second.Log.Errors, Is.Empty);
    }

    [Test]
    public async Task Task_ThatCannotBeTriggered_HoldsUpNoOther_AndIsTriedAgain()
    {
        var other = Nightly with { Name = "other" };
        await using var jobs = await JobFixture.StartAsync(new AppDefinition { Tasks = [Nightly, other] });
        await jobs.Store.WriteAsync(db => db.Execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON jobs WHEN NEW.owner_name = 'nightly' BEGIN SELECT RAISE(ABORT, 'a broken page'); END"));
        jobs.Time.Advance(TimeSpan.FromMinutes(5));
        await jobs.Recorder.UntilAsync("completed", 1);
        await UntilLoggedAsync(jobs, 1701);
        Assert.That(jobs.Calls.Single().Context.ScheduledTaskName, Is.EqualTo("other"));
        await jobs.Store.WriteAsync(db => db.Execute("DROP TRIGGER refuse"));
        await Eventually.HoldsAsync(() =>
        {
            jobs.Time.Advance(TimeSpan.FromMilliseconds(100));
            return Scheduled(jobs).Count > 0;
        });

        Assert.That(Scheduled(jobs), Is.EqualTo(new[] { "08:05" }));
    }

    [Test]
    public async Task Clock_InTheNightOfTheChange_RunsOnceRightAfterTheSkippedHour()
    {
        var time = new ManualTimers(new DateTimeOffset(2024, 3, 31, 0, 50, 0, TimeSpan.Zero));
        await using var jobs = await JobFixture.StartAsync(App(Nightly with { Cron = "30 2 * * *", TimeZone = "Europe/Berlin" }), time: time);
        time.Advance(TimeSpan.FromMinutes(10));
        await jobs.Recorder.UntilAsync("completed", 1);
        Assert.That(Scheduled(jobs), Is.EqualTo(new[] { "01:00" }));
        Assert.That(jobs.Tasks.NextTimes("nightly").First(), Is.EqualTo(new DateTimeOffset(2024, 4, 1, 0, 30, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task History_IsBoundedInTimeAndNumber()
    {
        await using var jobs = await StartAsync(Nightly with { Cron = "0 0 1 1 *" });
        for (var i = 0; i < 3; i++)
        {
            await jobs.Recorder.UntilAsync(await jobs.RunOnceAsync(), "completed");
            jobs.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var owner = jobs.Tasks.Runners.Single().Owner;
        Assert.That((owner.MostKept, owner.FailedKept), Is.EqualTo((1000, TimeSpan.FromDays(7))));
        await using (var sweeper = new JobSweeper(jobs.Environment, new Dictionary<string, JobOwner> { [owner.Id] = owner with { MostKept = 2 } }))
            await sweeper.SweepAsync();
        Assert.That(jobs.Tasks.History("nightly", 10), Has.Count.EqualTo(2));
        Assert.That(jobs.Tasks.History("nightly", 1).Single().Id, Is.EqualTo(jobs.Recorder.With("completed")[^1]), "the newest first");
        jobs.Time.Advance(TimeSpan.FromDays(7));
        await using (var sweeper = new JobSweeper(jobs.Environment, new Dictionary<string, JobOwner> { [owner.Id] = owner })) await sweeper.SweepAsync();
        Assert.That(jobs.Tasks.History("nightly", 10), Is.Empty);
    }

    [Test]
    public async Task Task_ThatIsNotThere_IsRefused()
    {
        await using var jobs = await StartAsync(Nightly);
        Assert.That((await Assert.ThrowsAsync<ApiException>(() => jobs.RunOnceAsync("nothing")))!.Items[0].Code, Is.EqualTo("task_not_found"));
        Assert.That(Assert.Throws<ApiException>(() => jobs.Tasks.History("nothing", 1))!.Items[0].Code, Is.EqualTo("task_not_found"));
        Assert.That(Assert.Throws<ApiException>(() => jobs.Tasks.History("nightly", 0))!.Items[0].Code, Is.EqualTo("invalid_value"));
        foreach (var id in (string[])["", "x", "0123456789abcdef01234567"]) Assert.That(jobs.Tasks.Status(id), Is.Null);
    }

    private static AppDefinition App(TaskDefinition task) => new() { Tasks = [task] };

    private static Task<JobFixture> StartAsync(TaskDefinition task, Func<ServiceContext, Task<ServiceResponse>>? service = null, string? folder = null) =>
        JobFixture.StartAsync(App(task), folder, service: service);

    /// <summary>The times of the runs, the newest first.</summary>
    private static List<string> Scheduled(JobFixture jobs) => jobs.Tasks.History("nightly", 100).Select(Time).ToList();

    private static string Time(JobRow run) => run.ScheduledAt is { } at
        ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("HH:mm", CultureInfo.InvariantCulture)
        : "asked";

    private static Task UntilLoggedAsync(JobFixture jobs, int id) => jobs.Log.UntilAsync(entry => entry.Id == id);
}
