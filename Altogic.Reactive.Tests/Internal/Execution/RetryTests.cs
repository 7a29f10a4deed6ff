using System.Globalization;
using System.Reactive;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>Which failures an operation repeats, and when. With the random number 0.5 the waits are 100 ms and 200 ms.</summary>
public sealed class RetryTests
{
    private ExecutorFixture _fixture = null!;

    [SetUp]
    public void Create() => _fixture = new ExecutorFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public void SafeOperation_RepeatsALostConnection_WithGrowingDelays()
    {
        _fixture.Route().Reset().Reset().Reply("{}");

        var observer = _fixture.Observe(_fixture.Read());

        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
        _fixture.Scheduler.AdvanceBy(TimeSpan.FromMilliseconds(99.9));
        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
        _fixture.Scheduler.AdvanceBy(TimeSpan.FromMilliseconds(0.2));
        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(2));
        _fixture.Scheduler.AdvanceBy(TimeSpan.FromMilliseconds(200.1));
        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(3));
        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
        Assert.That(observer.Messages[1].Value.Kind, Is.EqualTo(NotificationKind.OnCompleted));
    }

    [Test]
    public void SafeOperation_GivesUpAfterTheLastAttempt_WithTheLastFailure()
    {
        _fixture.Route().Reset().Fail(503, "busy").Fail(502, "gateway");

        var observer = _fixture.Observe(_fixture.Read());
        _fixture.Scheduler.Start();

        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(3));
        Assert.That(observer.Messages[0].Value.Value.Errors!.Status, Is.EqualTo(502));
    }

    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    [TestCase(408)]
    public void UnsafeOperation_DoesNotRepeatWhatTheServerMayHaveDone(int status)
    {
        _fixture.Route().Fail(status, "busy");

        var observer = _fixture.Observe(_fixture.Write());
        _fixture.Scheduler.Start();

        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
        Assert.That(observer.Messages[0].Value.Value.Errors!.Status, Is.EqualTo(status));
    }

    [Test]
    public void UnsafeOperation_DoesNotRepeatALostConnectionOrATimeOut()
    {
        _fixture.Route().Reset().Hang();

        _fixture.Observe(_fixture.Write());
        _fixture.Observe(_fixture.Write());
        _fixture.Scheduler.Start();

        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void UnsafeOperation_RepeatsWhatWasNeverSent()
    {
        _fixture.Route().Refuse().Reply("{}");

        var observer = _fixture.Observe(_fixture.Write());
        _fixture.Scheduler.Start();

        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
    }

    [Test]
    public void UnsafeOperation_Repeats429_AfterTheTimeTheServerAsksFor()
    {
        _fixture.Route().Reply(429, """{"errors":[{"origin":"client_error","code":"rate_limit_exceeded","message":"Slow."}]}""", ("Retry-After", "2")).Reply("{}");

        var observer = _fixture.Observe(_fixture.Write());
        _fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(2));
        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
        _fixture.Scheduler.AdvanceBy(TimeSpan.FromMilliseconds(101));

        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
    }

    [Test]
    public void RetryAfter_AsADate_CountsFromTheClock()
    {
        _fixture.Scheduler.AdvanceTo(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).Ticks);
        var date = new DateTimeOffset(2026, 1, 1, 12, 0, 5, TimeSpan.Zero).ToString("R", CultureInfo.InvariantCulture);
        _fixture.Route().Reply(503, "{}", ("Retry-After", date)).Reply("{}");

        var observer = _fixture.Observe(_fixture.Read());
        _fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(5));
        Assert.That(observer.Messages, Is.Empty);
        _fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
    }

    [Test]
    public void RetryAfter_IsPartOfTheError_WhenItIsTooLongToWaitFor()
    {
        _fixture.Route().Reply(429, "{}", ("Retry-After", "120"));

        var observer = _fixture.Observe(_fixture.Read());

        Assert.That(observer.Messages[0].Value.Value.Errors!.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("99999999999999999999")]
    public void RetryAfter_ThatMakesNoSense_IsIgnored(string value)
    {
        _fixture.Route().Reply(429, "{}", ("Retry-After", value)).Reply("{}");

        var observer = _fixture.Observe(_fixture.Read());
        _fixture.Scheduler.Start();

        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
    }

    [Test]
    public void ARefusal_IsNotRepeated()
    {
        _fixture.Route().Fail(400, "not_unique");

        _fixture.Observe(_fixture.Read());
        _fixture.Scheduler.Start();

        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void ABrokenSuccess_IsNotRepeated()
    {
        _fixture.Route().Reply(200, "<html>");

        _fixture.Observe(_fixture.Read());
        _fixture.Scheduler.Start();

        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void NoRepetitionStarts_ThatTheOperationsLimitWouldEnd()
    {
        using var fixture = new ExecutorFixture(options => options with { OperationTimeout = TimeSpan.FromMilliseconds(100) });
        fixture.Route().Refuse();

        var observer = fixture.Observe(fixture.Read());

        Assert.That(observer.Messages[0].Value.Value.Errors!.HasCode(ErrorCodes.ConnectionFailed), Is.True);
        Assert.That(fixture.Http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Dispose_WhileWaiting_EndsIt()
    {
        _fixture.Route().Refuse();
        var observer = _fixture.Observe(_fixture.Read(), out var subscription);

        subscription.Dispose();
        _fixture.Scheduler.Start();

        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
        Assert.That(observer.Messages, Is.Empty);
    }

    [Test]
    public void Repetitions_AreLogged()
    {
        _fixture.Route().Fail(503, "busy").Reply("{}");

        _fixture.Observe(_fixture.Read());
        _fixture.Scheduler.Start();

        Assert.That(_fixture.Log.Entries.Single(entry => entry.Id == 1002).Text, Does.Contain("test.read").And.Contain("busy").And.Contain("503"));
    }
}
