using Altogic.Reactive.Internal.Delivery;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Delivery;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FeedTests
{
    private readonly TestScheduler _scheduler = new();

    private DeliverySettings Settings => new(_scheduler, 100, SlowObserverPolicy.DropOldest, _ => { });

    [Test]
    public void ReplayingFeed_GivesTheLatestValue_ThenEveryChange()
    {
        var feed = new Feed<int>(Settings, 1);
        feed.Post(2);
        var observer = new RxContractChecker<int>();
        feed.Stream.Subscribe(observer);
        feed.Post(3);
        _scheduler.Start();

        Assert.That((observer.Values, feed.Latest), Is.EqualTo((new[] { 2, 3 }, 3)));
    }

    [Test]
    public void Notes_AreDelivered_WhenTheyAreAnnounced()
    {
        var feed = new Feed<int>(Settings);
        var observer = new RxContractChecker<int>();
        feed.Stream.Subscribe(observer);
        feed.Note(1);
        feed.Note(2);
        _scheduler.Start();
        Assert.That(observer.Values, Is.Empty);
        feed.Announce();
        _scheduler.Start();

        Assert.That(observer.Values, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Complete_DeliversWhatWaits_AndLaterSubscribersOnlyTheEnd()
    {
        var feed = new Feed<int>(Settings, 1);
        var (early, late) = (new RxContractChecker<int>(), new RxContractChecker<int>());
        feed.Stream.Subscribe(early);
        feed.Post(2);
        feed.Complete();
        feed.Post(3);
        feed.Stream.Subscribe(late);
        _scheduler.Start();

        Assert.That((early.Values, early.IsCompleted), Is.EqualTo((new[] { 1, 2 }, true)));
        Assert.That((late.Values.Count, late.IsCompleted), Is.EqualTo((0, true)));
        early.Verify();
    }

    [Test]
    public void Disposing_LeavesNobodyBehind()
    {
        var feed = new Feed<int>(Settings, 1);
        for (var i = 0; i < 1000; i++) feed.Stream.Subscribe().Dispose();

        Assert.That(feed.ObserverCount, Is.Zero);
    }
}
