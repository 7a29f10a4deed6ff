using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Internal.Tracking;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Tracking;

/// <summary>How a status is followed, in virtual time.</summary>
public sealed class StatusTrackerTests
{
    private readonly List<double> _asked = [];
    private TestScheduler _scheduler = null!;
    private Queue<Func<IObservable<Result<Status?>>>> _answers = null!;
    private RxContractChecker<Result<Status>> _seen = null!;

    [SetUp]
    public void SetUp()
    {
        _asked.Clear();
        (_scheduler, _answers, _seen) = (new TestScheduler(), new Queue<Func<IObservable<Result<Status?>>>>(), new RxContractChecker<Result<Status>>());
    }

    [TearDown]
    public void TearDown() => _seen.Verify();

    [Test]
    public void Track_StreamsEachDifferentStatus_AndEndsWithTheFinalOne()
    {
        Answer(RunStatus.Pending, RunStatus.Pending, RunStatus.Processing, RunStatus.Processing, RunStatus.Completed);

        Follow();
        _scheduler.Start();

        Assert.That(_seen.Values.Select(result => result.Data!.Value), Is.EqualTo(new[] { RunStatus.Pending, RunStatus.Processing, RunStatus.Completed }));
        Assert.That((_seen.IsCompleted, _asked.Count), Is.EqualTo((true, 5)));
    }

    [Test]
    public void Track_AsksLessAndLessOftenUpToALimit()
    {
        Answer([.. Enumerable.Repeat(RunStatus.Pending, 6), RunStatus.Errors]);

        Follow(new TrackOptions { FirstInterval = Ms(100), Growth = 2, LongestInterval = Ms(500) });
        _scheduler.Start();

        Assert.That(_asked, Is.EqualTo(new double[] { 0, 100, 300, 700, 1200, 1700, 2200 }).Within(0.01));
    }

    [Test]
    public void Track_AfterAChange_AsksOftenAgain()
    {
        Answer(RunStatus.Pending, RunStatus.Pending, RunStatus.Pending, RunStatus.Processing, RunStatus.Completed);

        Follow(new TrackOptions { FirstInterval = Ms(100), Growth = 2 });
        _scheduler.Start();

        Assert.That(_asked, Is.EqualTo(new double[] { 0, 100, 300, 700, 800 }).Within(0.01));
    }

    [Test]
    public void Track_OfAnUnknownId_IsAFailureAndTheEnd()
    {
        _answers.Enqueue(() => Observable.Return(Result.Success<Status?>(null)));

        Follow();
        _scheduler.Start();

        Assert.That(_seen.Values.Single().Errors!.HasCode(ErrorCodes.StatusNotFound), Is.True);
        Assert.That((_seen.IsCompleted, _asked.Count), Is.EqualTo((true, 1)));
    }

    [Test]
    public void Track_OfAMessageThatIsForgottenMeanwhile_EndsWithAFailure()
    {
        Answer(RunStatus.Pending);
        _answers.Enqueue(() => Observable.Return(Result.Success<Status?>(null)));

        Follow();
        _scheduler.Start();

        Assert.That(_seen.Values.Select(result => result.IsSuccess), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void Track_GoesOnAfterFailuresThatPass_AndCountsThemAnew()
    {
        for (var i = 0; i < 3; i++)
        {
            Fail(503);
            Fail(503);
            Answer(i < 2 ? RunStatus.Pending : RunStatus.Completed);
        }

        Follow(new TrackOptions { MaxFailures = 2 });
        _scheduler.Start();

        Assert.That(_seen.Values.Select(result => result.Data?.Value), Is.EqualTo(new RunStatus?[] { RunStatus.Pending, RunStatus.Completed }));
        Assert.That(_asked, Has.Count.EqualTo(9));
    }

    [Test]
    public void Track_AfterTooManyFailures_EndsWithTheLastOne()
    {
        Answer(RunStatus.Pending);
        for (var i = 0; i < 4; i++) Fail(500 + (i == 3 ? 2 : 3));

        Follow(new TrackOptions { MaxFailures = 3 });
        _scheduler.Start();

        Assert.That(_seen.Values[^1].Errors!.Status, Is.EqualTo(502));
        Assert.That((_seen.IsCompleted, _asked.Count), Is.EqualTo((true, 5)));
    }

    [TestCase(401)]
    [TestCase(404)]
    public void Track_AfterAFailureThatStays_Ends(int status)
    {
        Fail(status);

        Follow();
        _scheduler.Start();

        Assert.That(_seen.Values.Single().Errors!.Status, Is.EqualTo(status));
        Assert.That((_seen.IsCompleted, _asked.Count), Is.EqualTo((true, 1)));
    }

    [Test]
    public void Track_WaitsAsLongAsTheServerAsks()
    {
        Fail(429, TimeSpan.FromSeconds(20));
        Answer(RunStatus.Completed);

        Follow();
        _scheduler.Start();

        Assert.That(_asked, Is.EqualTo(new double[] { 0, 20_000 }).Within(0.01));
    }

    [Test]
    public void Hint_BetweenTwoQuestions_AsksAtOnce()
    {
        using var hints = new Subject<Unit>();
        Answer(RunStatus.Pending, RunStatus.Completed);

        Follow(new TrackOptions { FirstInterval = TimeSpan.FromHours(1), LongestInterval = TimeSpan.FromHours(1) }, hints);
        Assert.That(_asked, Has.Count.EqualTo(1));
        hints.OnNext(Unit.Default);

        Assert.That((_asked.Count, _seen.IsCompleted), Is.EqualTo((2, true)));
        Assert.That(hints.HasObservers, Is.False);
    }

    [Test]
    public void Hint_DuringAQuestion_LeadsToAnotherOne()
    {
        using var hints = new Subject<Unit>();
        using var answer = new Subject<Result<Status?>>();
        _answers.Enqueue(() => answer);
        Answer(RunStatus.Completed);

        Follow(new TrackOptions { FirstInterval = TimeSpan.FromHours(1), LongestInterval = TimeSpan.FromHours(1) }, hints);
        hints.OnNext(Unit.Default);
        hints.OnNext(Unit.Default);
        Assert.That(_asked, Has.Count.EqualTo(1), "one question at a time");
        answer.OnNext(Result.Success<Status?>(new Status(RunStatus.Pending)));
        answer.OnCompleted();

        Assert.That((_asked.Count, _seen.IsCompleted), Is.EqualTo((2, true)), "both hints are answered by one question");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Hints_ThatEnd_LeaveThePolling(bool withError)
    {
        Answer(RunStatus.Pending, RunStatus.Completed);

        Follow(hints: withError ? Observable.Throw<Unit>(new InvalidOperationException()) : Observable.Empty<Unit>());
        Assert.That(_asked, Has.Count.EqualTo(1));
        _scheduler.Start();

        Assert.That((_asked.Count, _seen.IsCompleted), Is.EqualTo((2, true)));
    }

    [Test]
    public void Dispose_EndsTheQuestions()
    {
        Answer([.. Enumerable.Repeat(RunStatus.Pending, 3)]);

        var subscription = Follow();
        subscription.Dispose();
        _scheduler.Start();

        Assert.That((_asked.Count, _seen.IsCompleted), Is.EqualTo((1, false)));
    }

    [Test]
    public void Track_IsCold()
    {
        Answer(RunStatus.Completed, RunStatus.Errors);
        var track = Track(TrackOptions.Default, null);
        Assert.That(_asked, Is.Empty);

        var second = new RxContractChecker<Result<Status>>();
        track.Subscribe(_seen);
        track.Subscribe(second);

        Assert.That((_seen.Values.Single().Data!.Value, second.Values.Single().Data!.Value), Is.EqualTo((RunStatus.Completed, RunStatus.Errors)));
    }

    [Test]
    public void Track_AskedToWaitForEver_WaitsNoLongerThanATimerCan()
    {
        var state = new TrackState<Status>(TrackOptions.Default);
        state.Take(Result.Failure<Status?>(
            new AltogicError(ErrorKind.Api, 503, "No", [new ErrorEntry("server_error", "no", "No.")]) { RetryAfter = TimeSpan.MaxValue }));
        Assert.That(state.Interval, Is.EqualTo(TimeSpan.FromDays(49)));
    }

    [Test]
    public void Options_ThatCannotWork_AreRefused()
    {
        TrackOptions[] wrong =
        [
            new() { FirstInterval = TimeSpan.Zero }, new() { LongestInterval = Ms(1) }, new() { Growth = 0.9 }, new() { Growth = double.NaN },
            new() { MaxFailures = -1 }, new() { LongestInterval = TimeSpan.MaxValue },
        ];
        foreach (var options in wrong) Assert.That(() => Arguments.Options(options), Throws.ArgumentException, options.ToString());
        Assert.That(Arguments.Options(null), Is.EqualTo(TrackOptions.Default));
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private IDisposable Follow(TrackOptions? options = null, IObservable<Unit>? hints = null) =>
        Track(options ?? TrackOptions.Default, hints).Subscribe(_seen);

    private IObservable<Result<Status>> Track(TrackOptions options, IObservable<Unit>? hints) => StatusTracker.Track(
        () =>
        {
            _asked.Add(TimeSpan.FromTicks(_scheduler.Clock).TotalMilliseconds);
            return _answers.Dequeue()();
        },
        options,
        hints,
        _scheduler);

    private void Answer(params RunStatus[] statuses)
    {
        foreach (var status in statuses) _answers.Enqueue(() => Observable.Return(Result.Success<Status?>(new Status(status))));
    }

    private void Fail(int status, TimeSpan? retryAfter = null) => _answers.Enqueue(() => Observable.Return(Result.Failure<Status?>(
        new AltogicError(ErrorKind.Api, status, "No", [new ErrorEntry("server_error", "no", "No.")]) { RetryAfter = retryAfter })));

    internal sealed record Status(RunStatus Value) : ITrackable
    {
        RunStatus ITrackable.Status => Value;
    }
}
