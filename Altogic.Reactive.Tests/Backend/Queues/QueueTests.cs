using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Queues;

/// <summary>What becomes of messages, with a service that the test plays and a clock that it moves.</summary>
public sealed class QueueTests
{
    private static readonly QueueDefinition Mailing = new() { Name = "mailing", Service = "send" };

    [Test]
    public async Task Message_IsWorkedOnAndCompleted()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing);
        var submitted = await jobs.Queues.SubmitAsync("Mailing", new JsonObject { ["to"] = "ada" }, 0, CancellationToken.None);
        var id = (string)submitted["messageId"]!;
        Assert.That(submitted.Select(member => member.Key), Is.EqualTo(new[] { "messageId", "queueId", "queueName", "submittedAt", "status" }));
        Assert.That((string)submitted["queueName"]!, Is.EqualTo("mailing"));

        await jobs.Recorder.UntilAsync(id, "completed");

        var (context, limit, _) = jobs.Calls.Single();
        Assert.That((context.Trigger, context.Name, context.MessageId, context.Attempt), Is.EqualTo(("queue", "send", id, 1)));
        Assert.That(context.Message!.ToJsonString(), Is.EqualTo("""{"to":"ada"}"""));
        Assert.That(limit, Is.EqualTo(TimeSpan.FromSeconds(30)));
        var info = jobs.Queues.Status(id)!;
        Assert.That(info.Select(member => member.Key), Is.EqualTo(
            new[] { "messageId", "queueId", "queueName", "submittedAt", "startedAt", "completedAt", "status" }));
        Assert.That(jobs.Recorder.Of(id), Is.EqualTo(new[] { "pending", "processing", "completed" }));
    }

    [Test]
    public async Task Queue_IsFoundByItsIdToo()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing);
        var first = await jobs.Queues.SubmitAsync("mailing", [], 0, CancellationToken.None);
        var second = await jobs.Queues.SubmitAsync((string)first["queueId"]!, [], 0, CancellationToken.None);
        Assert.That((string)second["queueId"]!, Is.EqualTo((string)first["queueId"]!).And.Length.EqualTo(24));
    }

    [Test]
    public async Task Failures_AreTriedAgainWithGrowingDelays_UntilTheMessageIsGivenUp()
    {
        await using var jobs = await JobFixture.StartAsync(
            Mailing with { MaxAttempts = 5 }, _ => Task.FromResult(ServiceResponse.Json(new JsonObject { ["code"] = "mail_refused", ["message"] = "No." }, 503)));
        var start = jobs.Time.GetUtcNow();
        var id = await jobs.SubmitAsync();
        for (var attempt = 1; attempt < 5; attempt++)
        {
            await jobs.Recorder.UntilAsync(id, "pending", attempt + 1);
            var delay = TimeSpan.FromSeconds(1 << (attempt - 1));
            jobs.Time.Advance(delay - TimeSpan.FromMilliseconds(1));
            Assert.That(jobs.Calls, Has.Count.EqualTo(attempt), "too early");
            jobs.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await jobs.Recorder.UntilAsync(id, "errors");

        Assert.That(jobs.Calls.Select(call => call.Context.Attempt), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That(jobs.Calls.Select(call => (call.At - start).TotalSeconds), Is.EqualTo(new double[] { 0, 1, 3, 7, 15 }));
        var info = jobs.Queues.Status(id)!;
        Assert.That(info["errors"]!.ToJsonString(), Is.EqualTo("""{"origin":"server_error","code":"mail_refused","message":"No."}"""));
        Assert.That((string)info["status"]!, Is.EqualTo("errors"));
    }

    [Test]
    public async Task Failure_BetweenTwoAttempts_IsPendingWithoutErrors()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing, _ => Task.FromResult(ServiceResponse.Empty(500)));
        var id = await jobs.SubmitAsync();
        await jobs.Recorder.UntilAsync(id, "pending", 2);
        Assert.That(
            jobs.Queues.Status(id)!.Select(member => member.Key),
            Is.EqualTo(new[] { "messageId", "queueId", "queueName", "submittedAt", "status" }));
    }

    [Test]
    public async Task Message_ThatFailsOnce_IsCompletedByTheNextAttempt()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing, c => Task.FromResult(ServiceResponse.Empty(c.Attempt == 1 ? 500 : 204)));
        var id = await jobs.SubmitAsync();
        await jobs.Recorder.UntilAsync(id, "pending", 2);
        jobs.Time.Advance(TimeSpan.FromSeconds(1));
        await jobs.Recorder.UntilAsync(id, "completed");
        Assert.That(jobs.Queues.Status(id)!.ContainsKey("errors"), Is.False);
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task Concurrency_IsNeverExceeded(int concurrency)
    {
        const int messages = 20;
        var (running, most) = (0, 0);
        using var gate = new SyncPoint();
        await using var jobs = await JobFixture.StartAsync(Mailing with { Concurrency = concurrency }, async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await gate.WaitAsync();
            Interlocked.Decrement(ref running);
            return ServiceResponse.Empty();
        });
        for (var i = 0; i < messages; i++) await jobs.SubmitAsync();
        await Eventually.HoldsAsync(() => Volatile.Read(ref running) >= concurrency);

        // whoever exceeds it has time to do so while the others stand at the gate
        for (var i = 0; i < messages; i++) await jobs.Store.WriteAsync(db => db.Execute("SELECT 1"));
        Assert.That((running, jobs.Recorder.With("processing").Count), Is.EqualTo((concurrency, concurrency)));
        gate.Release();
        await jobs.Recorder.UntilAsync("completed", messages);
        Assert.That(most, Is.EqualTo(concurrency));
    }

    [Test]
    public async Task Messages_OneAfterTheOther_KeepTheOrderOfSubmission()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing);
        var ids = new List<string>();
        for (var i = 0; i < 20; i++) ids.Add(await jobs.SubmitAsync());
        await jobs.Recorder.UntilAsync("completed", ids.Count);
        Assert.That(jobs.Recorder.With("completed"), Is.EqualTo(ids));
    }

    [Test]
    public async Task Delay_HoldsAMessageBack_ButNotTheOthers()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing);
        var late = await jobs.SubmitAsync(delay: 60);
        await jobs.Recorder.UntilAsync(await jobs.SubmitAsync(), "completed");
        jobs.Time.Advance(TimeSpan.FromSeconds(59.999));
        await jobs.Recorder.UntilAsync(await jobs.SubmitAsync(), "completed");
        Assert.That(jobs.Recorder.Of(late), Is.EqualTo(new[] { "pending" }));
        jobs.Time.Advance(TimeSpan.FromMilliseconds(1));
        await jobs.Recorder.UntilAsync(late, "completed");
    }

    [TestCase(-0.001)]
    [TestCase(3600.5)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public async Task Delay_OutOfRange_IsRefused(double delay)
    {
        await using var jobs = await JobFixture.StartAsync(Mailing with { MaxDelaySeconds = 3600 });
        var refusal = (await Assert.ThrowsAsync<ApiException>(() => jobs.SubmitAsync(delay: delay)))!;
        Assert.That((refusal.Status, refusal.Items[0].Code, (string?)refusal.Items[0].Details!["field"]), Is.EqualTo((400, "invalid_value", "delay")));
    }

    [Test]
    public async Task Waiting_BeyondTheLimit_IsRefusedUntilThereIsRoom()
    {
        using var gate = new SyncPoint();
        await using var jobs = await JobFixture.StartAsync(Mailing with { MaxWaiting = 2 }, async _ =>
        {
            await gate.WaitAsync();
            return ServiceResponse.Empty();
        });
        await jobs.Recorder.UntilAsync(await jobs.SubmitAsync(), "processing");
        var last = await jobs.SubmitAsync();
        last = await jobs.SubmitAsync();
        var refusal = (await Assert.ThrowsAsync<ApiException>(() => jobs.SubmitAsync()))!;
        Assert.That((refusal.Status, refusal.Items[0].Code, refusal.RetryAfter), Is.EqualTo((429, "rate_limit_exceeded", TimeSpan.FromSeconds(1))));
        gate.Release();
        await jobs.Recorder.UntilAsync(last, "completed");
        await jobs.Recorder.UntilAsync(await jobs.SubmitAsync(), "completed");
    }

    [Test]
    public async Task Poison_FailsAloneAndHoldsUpNobody()
    {
        await using var jobs = await JobFixture.StartAsync(
            Mailing with { MaxAttempts = 1 }, c => c.Message!["bad"] is null ? Task.FromResult(ServiceResponse.Empty()) : throw new InvalidOperationException("a bug"));
        var bad = await jobs.SubmitAsync(new JsonObject { ["bad"] = true });
        var good = await jobs.SubmitAsync();
        await jobs.Recorder.UntilAsync(good, "completed");
        Assert.That(jobs.Queues.Status(bad)!["errors"]!.ToJsonString(), Is.EqualTo("""{"origin":"server_error","code":"service_error","message":"The service failed."}"""));
        Assert.That(jobs.Log.Errors.Select(entry => entry.Id), Is.EqualTo(new[] { 1702 }));
    }

    [Test]
    public async Task Message_ThatNestsTooDeeply_IsRefused()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing);
        var deep = new JsonObject();
        for (var i = 0; i < 100; i++) deep = new JsonObject { ["d"] = deep };
        Assert.That((await Assert.ThrowsAsync<ApiException>(() => jobs.SubmitAsync(deep)))!.Items[0].Code, Is.EqualTo("invalid_value"));
    }

    [TestCase("nothing")]
    [TestCase("")]
    [TestCase("0123456789abcdef01234567")]
    public async Task Queue_ThatIsNotThere_IsRefused(string name)
    {
        await using var jobs = await JobFixture.StartAsync(Mailing);
        var refusal = (await Assert.ThrowsAsync<ApiException>(() => jobs.SubmitAsync(queue: name)))!;
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((400, "queue_not_found")));
    }

    [Test]
    public async Task Queue_ThatIsNotThere_IsShownShortened()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing);
        var refusal = (await Assert.ThrowsAsync<ApiException>(() => jobs.SubmitAsync(queue: new string('x', 1_000_000))))!;
        Assert.That((refusal.Message.Length, ((string)refusal.Items[0].Details!["queueNameOrId"]!).Length), Is.EqualTo((248, 200)));
    }

    [Test]
    public async Task Service_ThatGoesOnAfterItsTime_KeepsItsPlace()
    {
        using var rest = new SyncPoint();
        await using var jobs = await JobFixture.StartAsync(Mailing with { MaxAttempts = 1, Concurrency = 2 }, context => context.Message!["late"] is null
            ? Task.FromResult(ServiceResponse.Empty())
            : Task.FromException<ServiceResponse>(new ApiException(504, "service_timeout", "late") { Rest = rest.WaitAsync() }));
        var late = await jobs.SubmitAsync(new JsonObject { ["late"] = true });
        var later = await jobs.SubmitAsync(new JsonObject { ["late"] = true });
        await jobs.Recorder.UntilAsync(late, "errors");
        await jobs.Recorder.UntilAsync(later, "errors");
        await jobs.Log.UntilAsync(entry => entry.Id == 1711);
        var next = await jobs.SubmitAsync();
        jobs.Time.Advance(TimeSpan.FromMinutes(10));
        for (var i = 0; i < 100; i++) await jobs.Store.WriteAsync(_ => true);
        Assert.That(jobs.Recorder.Of(next), Is.EqualTo(new[] { "pending" }));
        rest.Release();
        await jobs.Recorder.UntilAsync(next, "completed");
    }

    [Test]
    public async Task Delay_IsFollowed_WhenTheClockWasSetBack()
    {
        await using var jobs = await JobFixture.StartAsync(Mailing);
        var (late, veryLate) = (await jobs.SubmitAsync(delay: 60), await jobs.SubmitAsync(delay: 3600));
        await jobs.Recorder.UntilAsync(await jobs.SubmitAsync(), "completed");
        jobs.Time.SetBack(TimeSpan.FromMinutes(30));
        await jobs.Recorder.UntilAsync(await jobs.SubmitAsync(), "completed");
        await jobs.Log.UntilAsync(entry => entry.Id == 1710);
        jobs.Time.Advance(TimeSpan.FromSeconds(60));
        await jobs.Recorder.UntilAsync(late, "completed");
        jobs.Time.Advance(TimeSpan.FromMinutes(88));
        await jobs.Recorder.UntilAsync(await jobs.SubmitAsync(), "completed");
        Assert.That(jobs.Recorder.Of(veryLate), Is.EqualTo(new[] { "pending" }), "never earlier than it should");
        jobs.Time.Advance(TimeSpan.FromMinutes(1));
        await jobs.Recorder.UntilAsync(veryLate, "completed");
    }

    [Test]
    public async Task Status_OfWhatIsNoMessage_IsNull()
    {
        await using var jobs = await JobFixture.StartAsync(new AppDefinition
        {
            Queues = [Mailing],
            Tasks = [new TaskDefinition { Name = "nightly", Cron = "0 3 * * *", Service = "clean" }],
        });
        var run = await jobs.RunOnceAsync();
        foreach (var id in (string[])["", "x", "0123456789abcdef01234567", run, new string('f', 10_000)]) Assert.That(jobs.Queues.Status(id), Is.Null, id);
        var message = await jobs.SubmitAsync();
        Assert.That(jobs.Tasks.Status(message), Is.Null);
        Assert.That(jobs.Queues.Status(message.ToUpperInvariant()), Is.Not.Null);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int known;
        while (value > (known = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, known) != known)
        {
        }
    }
}
