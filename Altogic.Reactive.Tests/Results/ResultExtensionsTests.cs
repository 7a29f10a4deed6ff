using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using static Altogic.Reactive.Tests.Testing.ReactiveTest;

namespace Altogic.Reactive.Tests.Results;

public sealed class ResultExtensionsTests
{
    private static readonly Result<int> Lost = Result.Failure<int>(
        new AltogicError(ErrorKind.Network, 0, "", [new ErrorEntry("client_error", ErrorCodes.ConnectionLost, "Gone.")]));

    private static readonly Result<int> Refused = Result.Failure<int>(
        new AltogicError(ErrorKind.Api, 400, "", [new ErrorEntry("client_error", "x", "No.")]));

    private static readonly RetryPolicy Policy = new()
    {
        MaxAttempts = 3,
        BaseDelay = TimeSpan.FromTicks(100),
        MaxDelay = TimeSpan.FromTicks(1000),
    };

    [Test]
    public void WhereSuccess_DropsFailures()
    {
        var seen = new[] { Result.Success(1), Refused, Result.Success(2) }.ToObservable().WhereSuccess().ToEnumerable();

        Assert.That(seen, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void SelectResult_MapsSuccessesOnly()
    {
        var seen = new[] { Result.Success(1), Refused }.ToObservable().SelectResult(data => "n" + data).ToEnumerable().ToList();

        Assert.That(seen[0].Data, Is.EqualTo("n1"));
        Assert.That(seen[1].Errors, Is.SameAs(Refused.Errors));
    }

    [Test]
    public void SelectManyResult_SubscribesToTheNextOperationOnlyAfterASuccess()
    {
        var subscriptions = 0;
        var next = Observable.Defer(() =>
        {
            subscriptions++;
            return Observable.Return(Result.Success("done"));
        });

        var seen = new[] { Refused, Result.Success(1) }.ToObservable().SelectManyResult(_ => next).ToEnumerable().ToList();

        Assert.That(seen.Select(result => result.IsSuccess), Is.EqualTo(new[] { false, true }));
        Assert.That(subscriptions, Is.EqualTo(1));
    }

    [Test]
    public void ValueOrThrow_TurnsTheFirstFailureIntoOnError()
    {
        var seen = new[] { Result.Success(1), Refused, Result.Success(2) }.ToObservable().ValueOrThrow().Materialize().ToEnumerable().ToList();

        Assert.That(seen.Select(notification => notification.Kind), Is.EqualTo(new[] { NotificationKind.OnNext, NotificationKind.OnError }));
        Assert.That(((AltogicException)seen[1].Exception!).Error, Is.SameAs(Refused.Errors));
    }

    [Test]
    public void RetryTransient_WaitsAsThePolicySays_AndDeliversTheFirstSuccess()
    {
        var scheduler = new TestScheduler();
        var attempts = 0;
        var source = Observable.Defer(() => Observable.Return(++attempts < 3 ? Lost : Result.Success(attempts)));

        var observer = scheduler.Start(() => source.RetryTransient(Policy, () => 0.5, scheduler));

        // 200, then half of 100, then half of 200
        Assert.That(attempts, Is.EqualTo(3));
        Assert.That(observer.Messages.Select(message => message.Time), Is.EqualTo(new[] { 350L, 350L }));
        Assert.That(observer.Messages[0].Value.Value.Data, Is.EqualTo(3));
        Assert.That(observer.Messages[1].Value.Kind, Is.EqualTo(NotificationKind.OnCompleted));
    }

    [Test]
    public void RetryTransient_AfterTheLastAttempt_DeliversTheFailure()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateColdObservable(OnNext(10, Lost), OnCompleted<Result<int>>(10));

        var observer = scheduler.Start(() => source.RetryTransient(Policy, () => 0, scheduler));

        Assert.That(source.Subscriptions, Has.Count.EqualTo(3));
        Assert.That(observer.Messages, Has.Count.EqualTo(2));
        Assert.That(observer.Messages[0].Value.Value, Is.SameAs(Lost));
    }

    [Test]
    public void RetryTransient_OfAFailureThatWillStay_DoesNotRepeat()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateColdObservable(OnNext(10, Refused), OnCompleted<Result<int>>(10));

        var observer = scheduler.Start(() => source.RetryTransient(Policy, scheduler));

        Assert.That(source.Subscriptions, Has.Count.EqualTo(1));
        Assert.That(observer.Messages[0].Value.Value, Is.SameAs(Refused));
    }

    [Test]
    public void RetryTransient_DisposedWhileWaiting_DoesNotSubscribeAgain()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateColdObservable(OnNext(10, Lost), OnCompleted<Result<int>>(10));

        var observer = scheduler.Start(() => source.RetryTransient(Policy, () => 0.9, scheduler), disposed: 250);

        Assert.That(source.Subscriptions, Has.Count.EqualTo(1));
        Assert.That(observer.Messages, Is.Empty);
    }

    [Test]
    public void RetryTransient_IsCold_AndCountsForEachSubscriptionAnew()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateColdObservable(OnNext(10, Lost), OnCompleted<Result<int>>(10));
        var retrying = source.RetryTransient(Policy, () => 0, scheduler);

        scheduler.Start(() => retrying);
        Assert.That(source.Subscriptions, Has.Count.EqualTo(3));
        using var again = retrying.Subscribe();
        scheduler.Start();

        Assert.That(source.Subscriptions, Has.Count.EqualTo(6));
    }

    [Test]
    public void Operators_WithoutASource_Throw()
    {
        IObservable<Result<int>> none = null!;

        Assert.That(() => none.WhereSuccess(), Throws.ArgumentNullException);
        Assert.That(() => none.SelectResult(data => data), Throws.ArgumentNullException);
        Assert.That(() => none.SelectManyResult(data => Observable.Return(Result.Success(data))), Throws.ArgumentNullException);
        Assert.That(() => none.ValueOrThrow(), Throws.ArgumentNullException);
        Assert.That(() => none.RetryTransient(), Throws.ArgumentNullException);
        Assert.That(() => Observable.Return(Lost).SelectResult<int, int>(null!), Throws.ArgumentNullException);
    }
}
