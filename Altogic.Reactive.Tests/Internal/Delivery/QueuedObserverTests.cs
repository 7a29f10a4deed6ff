using System.Reactive;
using System.Reactive.Concurrency;
using Altogic.Reactive.Internal.Delivery;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Delivery;

/// <summary>The promise to observers: in order, one at a time, never on the thread that has the value; and to everybody else.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class QueuedObserverTests
{
    private readonly TestScheduler _scheduler = new();
    private readonly List<long> _dropped = [];
    private readonly List<Exception> _failures = [];

    [Test]
    public void Values_AreDeliveredOnTheScheduler_InOrder()
    {
        var (queue, observer) = Create(capacity: 1000);
        for (var i = 0; i < 500; i++) queue.Post(i);
        Assert.That(observer.Values, Is.Empty);
        _scheduler.Start();

        Assert.That(observer.Values, Is.EqualTo(Enumerable.Range(0, 500)));
    }

    [TestCase(SlowObserverPolicy.DropOldest, new[] { 6, 7, 8, 9 })]
    [TestCase(SlowObserverPolicy.DropNewest, new[] { 0, 1, 2, 3 })]
    public void FullQueue_DropsWhatThePolicySays_AndReportsHowMany(SlowObserverPolicy policy, int[] kept)
    {
        var (queue, observer) = Create(capacity: 4, policy);
        for (var i = 0; i < 10; i++) queue.Post(i);
        _scheduler.Start();
        queue.Post(10);
        _scheduler.Start();

        Assert.That(observer.Values, Is.EqualTo(kept.Append(10)));
        Assert.That(_dropped, Is.EqualTo(new[] { 6L }));
    }

    [Test]
    public void Drops_AreReported_WhileTheObserverIsStuck()
    {
        using var inside = new SyncPoint();
        using var reported = new SemaphoreSlim(0);
        var observer = Observer.Create<int>(_ => inside.Block());
        using var queue = new QueuedObserver<int>(
            observer, new DeliverySettings(TaskPoolScheduler.Default, 2, SlowObserverPolicy.DropOldest, _failures.Add), _ => reported.Release());
        queue.Post(0);
        inside.Reached.GetAwaiter().GetResult();
        for (var i = 0; i < 10; i++) queue.Post(i);

        Assert.That(reported.Wait(TimeSpan.FromSeconds(60)), Is.True);
    }

    [Test]
    public void ObserverThatThrows_IsNotCalledAgain_AndItsExceptionIsReportedOnce()
    {
        var seen = 0;
        using var queue = new QueuedObserver<int>(
            Observer.Create<int>(_ =>
            {
                seen++;
                throw new NotSupportedException("observer");
            }),
            Settings(10));
        queue.Post(1);
        queue.Post(2);

        _scheduler.Start();
        queue.Post(3);
        _scheduler.Start();
        Assert.That((seen, _failures.Single().Message), Is.EqualTo((1, "observer")));
    }

    [Test]
    public void ObserverThatThrowsAtTheEnd_IsReported()
    {
        using var queue = new QueuedObserver<int>(Observer.Create<int>(_ => { }, () => throw new NotSupportedException("end")), Settings(10));
        queue.Complete(isAtOnce: false);
        _scheduler.Start();

        Assert.That(_failures.Single().Message, Is.EqualTo("end"));
    }

    [Test]
    public void DisposedInsideOnNext_TheRestIsSilent()
    {
        QueuedObserver<int>? queue = null;
        var observer = new RxContractChecker<int>(_ => queue!.Dispose());
        queue = new QueuedObserver<int>(observer, Settings(10));
        for (var i = 0; i < 5; i++) queue.Post(i);
        _scheduler.Start();
        queue.Complete(isAtOnce: false);
        _scheduler.Start();

        Assert.That((observer.Values.Count, observer.IsCompleted), Is.EqualTo((1, false)));
    }

    [TestCase(true, 0)]
    [TestCase(false, 3)]
    public void Complete_EndsTheStreamOnce(bool isAtOnce, int delivered)
    {
        var (queue, observer) = Create(capacity: 10);
        for (var i = 0; i < 3; i++) queue.Post(i);
        queue.Complete(isAtOnce);
        queue.Complete(isAtOnce);
        queue.Post(99);
        _scheduler.Start();

        Assert.That((observer.Values.Count, observer.IsCompleted), Is.EqualTo((delivered, true)));
        observer.Verify();
    }

    [Test]
    public void ManyWriters_NeverOverlapTheObserver_AndLoseNothing()
    {
        var observer = new RxContractChecker<int>();
        using var done = new CountdownEvent(40_000);
        using var queue = new QueuedObserver<int>(
            Observer.Create<int>(value =>
            {
                observer.OnNext(value);
                done.Signal();
            }),
            new DeliverySettings(TaskPoolScheduler.Default, 100_000, SlowObserverPolicy.DropOldest, _failures.Add));
        Parallel.For(0, 4, writer =>
        {
            for (var i = 0; i < 10_000; i++) queue.Post((writer * 10_000) + i);
        });

        Assert.That(done.Wait(TimeSpan.FromSeconds(60)), Is.True);
        observer.Verify();
        foreach (var writer in Enumerable.Range(0, 4))
            Assert.That(observer.Values.Where(v => v / 10_000 == writer), Is.EqualTo(Enumerable.Range(writer * 10_000, 10_000)), "each writer's order");
    }

    [Test]
    public void ReentrantPost_ComesLater()
    {
        QueuedObserver<int>? queue = null;
        var observer = new RxContractChecker<int>(value =>
        {
            if (value < 3) queue!.Post(value + 1);
        });
        queue = new QueuedObserver<int>(observer, Settings(10));
        queue.Post(0);
        _scheduler.Start();

        Assert.That(observer.Values, Is.EqualTo(new[] { 0, 1, 2, 3 }));
        observer.Verify();
        queue.Dispose();
    }

    private (QueuedObserver<int> Queue, RxContractChecker<int> Observer) Create(int capacity, SlowObserverPolicy policy = SlowObserverPolicy.DropOldest)
    {
        var observer = new RxContractChecker<int>();
        return (new QueuedObserver<int>(observer, Settings(capacity, policy), _dropped.Add), observer);
    }

    private DeliverySettings Settings(int capacity, SlowObserverPolicy policy = SlowObserverPolicy.DropOldest) => new(_scheduler, capacity, policy, _failures.Add);
}
