using System.Reactive.Concurrency;
using System.Reactive.Linq;
using static Altogic.Reactive.Tests.Testing.ReactiveTest;

namespace Altogic.Reactive.Tests.Testing.Tests;

public sealed class TestSchedulerTests
{
    [Test]
    public void Hot_PlaysAtAbsoluteTimes_WhoeverListens()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateHotObservable(OnNext(150, 1), OnNext(300, 2), OnCompleted<int>(400));

        var observer = scheduler.Start(() => source);

        Assert.That(observer.Messages, Is.EqualTo(new[] { OnNext(300, 2), OnCompleted<int>(400) }));
        Assert.That(source.Subscriptions, Is.EqualTo(new[] { Subscribe(200, 1000) }));
    }

    [Test]
    public void Cold_PlaysRelativeToTheSubscription()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateColdObservable(OnNext(10, 1), OnCompleted<int>(20));

        Assert.That(scheduler.Start(() => source).Messages, Is.EqualTo(new[] { OnNext(210, 1), OnCompleted<int>(220) }));
    }

    [Test]
    public void Time_MovesOnlyWhenItIsMoved()
    {
        var scheduler = new TestScheduler();
        var ticks = 0;
        using var subscription = Observable.Interval(TimeSpan.FromTicks(10), scheduler).Subscribe(_ => ticks++);

        scheduler.AdvanceBy(25);
        Assert.That((ticks, scheduler.Clock), Is.EqualTo((2, 25L)));
        scheduler.AdvanceTo(100);
        Assert.That(ticks, Is.EqualTo(10));
    }

    [Test]
    public void Items_OfTheSameTime_RunInTheOrderTheyWereScheduled()
    {
        var scheduler = new TestScheduler();
        var order = new List<int>();
        for (var item = 0; item < 20; item++)
        {
            var number = item;
            scheduler.ScheduleAt(50, () => order.Add(number));
        }

        scheduler.Start();

        Assert.That(order, Is.EqualTo(Enumerable.Range(0, 20)));
    }

    [Test]
    public void ADisposedItem_NeverRuns()
    {
        var scheduler = new TestScheduler();
        scheduler.ScheduleAt(50, () => Assert.Fail("disposed")).Dispose();

        scheduler.Start();

        Assert.That(scheduler.Clock, Is.Zero);
    }

    [Test]
    public void Now_IsTheClock()
    {
        var scheduler = new TestScheduler();
        scheduler.AdvanceBy(TimeSpan.FromDays(1));

        Assert.That(scheduler.Now, Is.EqualTo(DateTimeOffset.MinValue.AddDays(1)));
        Assert.That(((IScheduler)scheduler).StartStopwatch().Elapsed, Is.EqualTo(TimeSpan.Zero));
    }
}
