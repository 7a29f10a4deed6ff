using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Queues;

/// <summary>What the end of the process leaves behind, and what the next start makes of it.</summary>
public sealed class QueueRestartTests
{
    private static readonly AppDefinition App = new() { Queues = [new QueueDefinition { Name = "mailing", Service = "send", MaxAttempts = 3 }] };

    [Test]
    public async Task Kill_DuringAnAttempt_IsFollowedByTheNextAttempt()
    {
        using var folder = new TemporaryFolder();
        await using var first = await JobFixture.StartAsync(App, folder.Path, service: Never);
        var (cutOff, waiting) = (await first.SubmitAsync(), await first.SubmitAsync());
        await first.Recorder.UntilAsync(cutOff, "processing");

        await using var second = await first.RestartAsync();
        await second.Recorder.UntilAsync("completed", 2);

        Assert.That(
            second.Calls.Select(call => (call.Context.MessageId, call.Context.Attempt)).Order(),
            Is.EqualTo(new[] { (cutOff, 2), (waiting, 1) }.Order()));
    }

    [Test]
    public async Task Kill_DuringTheLastAttempt_GivesTheMessageUp()
    {
        using var folder = new TemporaryFolder();
        var jobs = await JobFixture.StartAsync(App, folder.Path, service: Never);
        var id = await jobs.SubmitAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await jobs.Called;
            Assert.That(jobs.Calls.Single().Context.Attempt, Is.EqualTo(attempt));
            jobs = await jobs.RestartAsync(service: Never);
        }

        Assert.That((string)jobs.Queues.Status(id)!["errors"]!["code"]!, Is.EqualTo("interrupted"));
        await jobs.SubmitAsync();
        await jobs.Called;
        Assert.That(jobs.Calls.Single().Context.MessageId, Is.Not.EqualTo(id), "what killed the process so often is not tried again");
        await jobs.DisposeAsync();
    }

    [Test]
    public async Task Retry_ThatWaits_SurvivesARestart()
    {
        using var folder = new TemporaryFolder();
        await using var first = await JobFixture.StartAsync(App, folder.Path, service: _ => Task.FromResult(ServiceResponse.Empty(500)));
        var id = await first.SubmitAsync();
        await first.Recorder.UntilAsync(id, "pending", 2);

        await using var second = await first.RestartAsync();
        second.Time.Advance(TimeSpan.FromSeconds(1));
        await second.Recorder.UntilAsync(id, "completed");

        Assert.That(second.Calls.Single().Context.Attempt, Is.EqualTo(2));
    }

    [Test]
    public async Task Delay_IsFollowed_WhenTheClockWasSetBackInBetween()
    {
        using var folder = new TemporaryFolder();
        await using var first = await JobFixture.StartAsync(App, folder.Path);
        var id = await first.SubmitAsync(delay: 60);
        await first.DisposeAsync();

        await using var second = await JobFixture.StartAsync(App, folder.Path, new ManualTimers(first.Time.GetUtcNow().AddHours(-1)));
        second.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(second.Calls, Is.Empty);
        await second.SubmitAsync(delay: 1);
        second.Time.Advance(TimeSpan.FromSeconds(1));
        await second.Recorder.UntilAsync(id, "completed");
    }

    [Test]
    public async Task Drain_WaitsForWhatIsUnderWay_AndBeginsNothingNew()
    {
        using var folder = new TemporaryFolder();
        using var gate = new SyncPoint();
        await using var first = await JobFixture.StartAsync(App, folder.Path, service: async _ =>
        {
            await gate.WaitAsync();
            return ServiceResponse.Empty();
        });
        var running = await first.SubmitAsync();
        await first.Recorder.UntilAsync(running, "processing");
        var waiting = await first.SubmitAsync();

        var drained = first.Work.DrainAsync();
        var late = await first.SubmitAsync();
        Assert.That(drained.IsCompleted, Is.False);
        gate.Release();
        await drained;

        Assert.That(first.Recorder.Of(running)[^1], Is.EqualTo("completed"));
        Assert.That(first.Calls, Has.Count.EqualTo(1));
        await using var second = await first.RestartAsync();
        await second.Recorder.UntilAsync("completed", 2);
        Assert.That(second.Recorder.With("completed"), Is.EqualTo(new[] { waiting, late }));
    }

    [Test]
    public async Task Drain_OfWhatWasNeverStarted_IsOverAtOnce()
    {
        await using var jobs = await JobFixture.StartAsync(App);
        var drained = new Altogic.Reactive.Backend.Hosting.BackgroundWork(jobs.Environment, jobs.Queues, jobs.Tasks).DrainAsync();
        Assert.That(drained.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Stop_BeforeTheDrainIsDone_IsFollowedByAnotherAttempt()
    {
        using var folder = new TemporaryFolder();
        await using var first = await JobFixture.StartAsync(App, folder.Path, service: Never);
        var id = await first.SubmitAsync();
        await first.Recorder.UntilAsync(id, "processing");
        Assert.That(first.Work.DrainAsync().IsCompleted, Is.False);

        await using var second = await first.RestartAsync();
        await second.Recorder.UntilAsync(id, "completed");

        Assert.That(first.Log.Entries.Select(entry => entry.Id), Does.Contain(1708), "the log says what was left");
        Assert.That(second.Calls.Single().Context.Attempt, Is.EqualTo(2));
    }

    [Test]
    public async Task Messages_OfAQueueThatIsGone_AreKeptUntilItIsBack()
    {
        using var folder = new TemporaryFolder();
        await using var first = await JobFixture.StartAsync(App, folder.Path);
        var id = await first.SubmitAsync(delay: 1);

        await using var second = await first.RestartAsync(new AppDefinition());
        second.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That((string)second.Queues.Status(id)!["status"]!, Is.EqualTo("pending"));

        await using var third = await second.RestartAsync(App);
        await third.Recorder.UntilAsync(id, "completed");
    }

    [Test]
    public async Task Status_Listener_ThatThrows_HarmsNobody()
    {
        await using var jobs = await JobFixture.StartAsync(App);
        jobs.Environment.Changes.Changed += _ => throw new InvalidOperationException("a bug");
        await jobs.Recorder.UntilAsync(await jobs.SubmitAsync(), "completed");
        Assert.That(jobs.Log.Errors.Select(entry => entry.Id), Is.All.EqualTo(1700));
    }

    [Test]
    public async Task Finished_AreForgotten_CompletedAfterAWeekAndDeadLettersAfterAMonth()
    {
        await using var jobs = await JobFixture.StartAsync(
            new AppDefinition { Queues = [App.Queues[0] with { MaxAttempts = 1 }] },
            service: c => Task.FromResult(ServiceResponse.Empty((int)c.Message!["status"]!)));
        var good = await jobs.SubmitAsync(new() { ["status"] = 200 });
        var bad = await jobs.SubmitAsync(new() { ["status"] = 500 });
        await jobs.Recorder.UntilAsync(bad, "errors");
        await using var sweeper = new JobSweeper(jobs.Environment, jobs.Queues.Runners.ToDictionary(r => r.Owner.Id, r => r.Owner));
        jobs.Time.Advance(TimeSpan.FromDays(7));
        await sweeper.SweepAsync();
        Assert.That(jobs.Queues.Status(good), Is.Not.Null);
        jobs.Time.Advance(TimeSpan.FromMilliseconds(1));
        await sweeper.SweepAsync();
        Assert.That((jobs.Queues.Status(good), jobs.Queues.Status(bad) is null), Is.EqualTo(((object?)null, false)));
        jobs.Time.Advance(TimeSpan.FromDays(23));
        await sweeper.SweepAsync();
        Assert.That(jobs.Queues.Status(bad), Is.Null);
    }

    [Test]
    public async Task Finished_BeyondTheirNumber_AreForgottenOldestFirst()
    {
        await using var jobs = await JobFixture.StartAsync(App);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            jobs.Time.Advance(TimeSpan.FromMilliseconds(1));
            ids.Add(await jobs.SubmitAsync());
            await jobs.Recorder.UntilAsync(ids[^1], "completed");
        }

        var owner = jobs.Queues.Runners.Single().Owner with { MostKept = 2 };
        await using var sweeper = new JobSweeper(jobs.Environment, new Dictionary<string, JobOwner> { [owner.Id] = owner });
        Assert.That(await sweeper.SweepAsync(), Is.False);
        Assert.That(ids.Where(id => jobs.Queues.Status(id) is not null), Is.EqualTo(ids.Skip(3)));
    }

    private static Task<ServiceResponse> Never(ServiceContext context) => new TaskCompletionSource<ServiceResponse>().Task;
}
