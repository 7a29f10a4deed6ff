using System.Reactive;
using Altogic.Reactive.Tests.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Execution;

public sealed class TimeLimitTests
{
    [Test]
    public void AttemptTimeout_EndsAnAttemptThatHangs_AtExactlyThatTime([Values] bool isMidBody)
    {
        using var fixture = Create(attempt: 5, operation: 60, RetryPolicy.None);
        if (isMidBody) fixture.Route().HangMidBody("{");
        else fixture.Route().Hang();
        var observer = fixture.Observe(fixture.Read());

        fixture.Scheduler.AdvanceTo(TimeSpan.FromSeconds(5).Ticks - 1);
        Assert.That(observer.Messages, Is.Empty);
        fixture.Scheduler.AdvanceTo(TimeSpan.FromSeconds(5).Ticks);

        var error = observer.Messages[0].Value.Value.Errors!;
        Assert.That((error.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Timeout, 0, ErrorCodes.TimedOut)));
        Assert.That(error.Message, Does.Contain("5 seconds"));
        Assert.That(observer.Messages[1].Value.Kind, Is.EqualTo(NotificationKind.OnCompleted));
    }

    [Test]
    public void AttemptTimeout_DoesNotDependOnAHandlerThatListens()
    {
        using var fixture = Create(attempt: 5, operation: 60, RetryPolicy.None);
        fixture.Route().HangForEver();

        var observer = fixture.Observe(fixture.Read());
        fixture.Scheduler.AdvanceTo(TimeSpan.FromSeconds(5).Ticks);

        Assert.That(observer.Messages[0].Value.Value.Errors!.Kind, Is.EqualTo(ErrorKind.Timeout));
    }

    [Test]
    public void AttemptTimeout_OfASafeOperation_LeadsToTheNextAttempt()
    {
        using var fixture = Create(attempt: 5, operation: 60);
        fixture.Route().Hang().Reply("{}");

        var observer = fixture.Observe(fixture.Read());
        fixture.Scheduler.AdvanceTo(TimeSpan.FromSeconds(5.2).Ticks);

        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
    }

    [Test]
    public void OperationTimeout_EndsAllAttemptsTogether()
    {
        using var fixture = Create(attempt: 5, operation: 8);
        fixture.Route().Hang().Hang();

        var observer = fixture.Observe(fixture.Read());
        fixture.Scheduler.AdvanceTo(TimeSpan.FromSeconds(8).Ticks - 1);
        Assert.That(observer.Messages, Is.Empty);
        fixture.Scheduler.AdvanceTo(TimeSpan.FromSeconds(8).Ticks);

        Assert.That(observer.Messages[0].Value.Value.Errors!.Message, Does.Contain("8 seconds"));
        Assert.That(fixture.Http.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void InfiniteLimits_WaitForEver()
    {
        using var fixture = new ExecutorFixture(options => options with
        {
            AttemptTimeout = Timeout.InfiniteTimeSpan,
            OperationTimeout = Timeout.InfiniteTimeSpan,
        });
        fixture.Route().Hang();

        var observer = fixture.Observe(fixture.Read(), out var subscription);
        fixture.Scheduler.AdvanceBy(TimeSpan.FromDays(365));
        subscription.Dispose();

        Assert.That(observer.Messages, Is.Empty);
    }

    [Test]
    public void AnAnswerInTime_LeavesNoTimerBehind()
    {
        using var fixture = Create(attempt: 5, operation: 60);
        fixture.Route().Reply("{}");
        fixture.Observe(fixture.Read());

        fixture.Scheduler.Start();

        Assert.That(fixture.Scheduler.Clock, Is.Zero);
    }

    [Test]
    public void AnAnswerAfterTheLimit_ChangesNothing()
    {
        using var fixture = Create(attempt: 5, operation: 60, RetryPolicy.None);
        var late = new TaskCompletionSource<HttpResponseMessage>();
        fixture.Route().ReplyLater(late.Task);
        var observer = fixture.Observe(fixture.Read());
        fixture.Scheduler.AdvanceTo(TimeSpan.FromSeconds(6).Ticks);

        late.SetResult(StubRoute.Message(200, new StringContent("{}"), "application/json", []));

        Assert.That(observer.Messages, Has.Count.EqualTo(2));
        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.False);
    }

    [Test]
    public void ABodyThatDoesNotHearItsCancellation_IsClosedAtTheLimit()
    {
        using var fixture = Create(attempt: 5, operation: 60, RetryPolicy.None);
        var deaf = new TaskCompletionSource();
        using var body = new SteppedStream(1, 1, (_, _) => deaf.Task);
        fixture.Route().Answer(_ => StubRoute.Message(200, new StreamContent(body), "application/json", []));
        var observer = fixture.Observe(fixture.Read());
        Assert.That(body.IsDisposed, Is.False);

        fixture.Scheduler.AdvanceTo(TimeSpan.FromSeconds(6).Ticks);

        Assert.That(body.IsDisposed, Is.True);
        Assert.That(observer.Messages[0].Value.Value.Errors!.Kind, Is.EqualTo(ErrorKind.Timeout));
    }

    private static ExecutorFixture Create(int attempt, int operation, RetryPolicy? policy = null) => new(options => options with
    {
        AttemptTimeout = TimeSpan.FromSeconds(attempt),
        OperationTimeout = TimeSpan.FromSeconds(operation),
        RetryPolicy = policy ?? RetryPolicy.Default,
    });
}
