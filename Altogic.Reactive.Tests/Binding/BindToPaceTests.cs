using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Tests.Binding;

/// <summary>When, where and how often.</summary>
public sealed class BindToPaceTests
{
    [Test]
    public void TenThousandUpsertsInASecond_ReachTheViewInSixtyBatches()
    {
        var view = new ViewFixture();
        using var items = new Subject<Result<Item>>();
        using var binding = items.BindTo(out var shown, item => item.Id, view.View, options: view.Options);
        var interval = TimeSpan.FromSeconds(1) / 10_000;
        using var source = Observable.Interval(interval, view.Time).Take(10_000)
            .Subscribe(i => items.OnNext(Result.Success(new Item("k" + i % 500, i.ToString(System.Globalization.CultureInfo.InvariantCulture)))));

        view.Time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.That(view.View.Runs, Is.InRange(50, 60));

        view.Pass();
        Assert.That(shown.Select(item => item.Text), Is.EqualTo(Enumerable.Range(9_500, 500).Select(i => $"{i}")), "the last state arrives, in order");
    }

    [Test]
    public void FirstValue_IsShownAtOnce_AndTheNextAFrameLater()
    {
        using var view = new ListFixture();
        view.Lists.OnNext(Result.Success(Item.List("a")));
        view.Time.AdvanceBy(2);
        Assert.That(view.Ids, Is.EqualTo("a"), "one tick in the background, one on the view");

        view.Lists.OnNext(Result.Success(Item.List("a", "b")));
        view.Time.AdvanceBy(ViewFixture.Frame.Ticks - 2);
        Assert.That(view.Ids, Is.EqualTo("a"));
        view.Time.AdvanceBy(3);
        Assert.That(view.Ids, Is.EqualTo("a b"));
    }

    [Test]
    public void ValueAfterAPause_IsShownAtOnce()
    {
        using var view = new ListFixture();
        view.Show("a");
        view.Pass(10);
        view.Lists.OnNext(Result.Success(Item.List("b")));
        view.Time.AdvanceBy(2);
        Assert.That(view.Ids, Is.EqualTo("b"));
    }

    [Test]
    public void ListsOfOneFrame_AreShownAsTheLastOfThem()
    {
        using var view = new ListFixture();
        view.Show("a");
        view.Begin();
        view.Lists.OnNext(Result.Success(Item.List("x", "y", "z")));
        view.Lists.OnNext(Result.Success(Item.List()));
        view.Lists.OnNext(Result.Success(Item.List("a", "b")));
        view.Pass();

        Assert.That(view.Ids, Is.EqualTo("a b"));
        Assert.That(view.Changes, Has.Count.EqualTo(1));
    }

    [Test]
    public void KeysAreAskedForInTheBackground_AndTheListChangesOnTheView()
    {
        ListFixture view = null!;
        var isAskedForOnView = new List<bool>();
        view = new ListFixture(
            Comparer<Item>.Create((x, y) =>
            {
                isAskedForOnView.Add(view.View.IsInside || !view.Background.IsInside);
                return string.CompareOrdinal(x.Id, y.Id);
            }),
            key: item =>
            {
                isAskedForOnView.Add(view.View.IsInside || !view.Background.IsInside);
                return item.Id;
            });
        using (view)
        {
            view.Show("c a b");
            view.Show("b d a");
            Assert.That(isAskedForOnView, Is.Not.Empty.And.All.False);
            Assert.That(view.AreOnView, Is.Not.Empty.And.All.True);
        }
    }

    [Test]
    public void NothingToChange_DoesNotReachTheView()
    {
        using var view = new ListFixture();
        view.Show("a b");
        var runs = view.View.Runs;
        view.Show("a b");
        Assert.That(view.View.Runs, Is.EqualTo(runs));
    }

    [Test]
    public void SlowView_GetsOneBatchAtATime_AndThenTheLastState()
    {
        var background = new ViewFixture();
        var view = new ViewFixture();
        using var lists = new Subject<IReadOnlyList<Item>>();
        using var binding = lists.BindTo(out var items, item => item.Id, view.View, options: background.Options);

        for (var i = 1; i <= 20; i++)
        {
            lists.OnNext(Item.Many(i));
            background.Pass();
        }

        Assert.That(items, Is.Empty);
        view.Pass();
        Assert.That((items.Count, view.View.Runs), Is.EqualTo((1, 1)));
        background.Pass();
        view.Pass();
        Assert.That((items.Count, view.View.Runs), Is.EqualTo((20, 2)));
    }

    [Test]
    public void ValueBeforeTheEnd_IsStillShown()
    {
        using var view = new ListFixture();
        view.Show("a");
        view.Lists.OnNext(Result.Success(Item.List("a", "b")));
        view.Lists.OnCompleted();
        view.Pass();
        Assert.That(view.Ids, Is.EqualTo("a b"));
    }

    [Test]
    public async Task RealThreads_LoseNothingAndKeepTheOrder()
    {
        using var loop = new EventLoopScheduler();
        using var items = new Subject<Result<Item>>();
        var options = new BindingOptions { FrameInterval = TimeSpan.FromTicks(1) };
        var done = new TaskCompletionSource();
        var threads = new HashSet<int>();
        using var binding = items.BindTo(out var shown, item => item.Id, loop, options: options);
        ((System.Collections.Specialized.INotifyCollectionChanged)shown).CollectionChanged += (_, _) =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            if (shown.Count == 2_000) done.TrySetResult();
        };

        for (var i = 0; i < 2_000; i++) items.OnNext(Result.Success(new Item("k" + i)));

        await done.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(threads, Has.Count.EqualTo(1));
        Assert.That(shown.Select(item => item.Id), Is.EqualTo(Enumerable.Range(0, 2_000).Select(i => "k" + i)));
    }
}
