using System.Collections.Specialized;
using System.Reactive.Subjects;
using System.Runtime.CompilerServices;

namespace Altogic.Reactive.Tests.Binding;

/// <summary>Disposing, and bugs of the app's.</summary>
public sealed class BindToEndTests
{
    [Test]
    public void Disposed_LeavesNoSubscription_AndNothingArrives()
    {
        using var view = new ListFixture();
        view.Show("a");
        view.Begin();
        view.Lists.OnNext(Result.Success(Item.List("a", "b")));
        view.Binding.Dispose();
        view.Binding.Dispose();

        Assert.That(view.Lists.HasObservers, Is.False);
        view.Pass(10);
        Assert.That(view.Changes, Is.Empty);
        Assert.That(view.Ids, Is.EqualTo("a"), "the list stays as it is");
    }

    [Test]
    public void Disposed_BetweenBackgroundAndView_NothingArrives()
    {
        using var view = new ListFixture();
        view.Lists.OnNext(Result.Success(Item.List("a")));
        view.Time.AdvanceBy(1);
        view.Binding.Dispose();
        view.Pass();
        Assert.That(view.Items, Is.Empty);
    }

    [Test]
    public void Disposed_InsideAHandler_StopsAtThatChange()
    {
        using var view = new ListFixture();
        ((INotifyCollectionChanged)view.Items).CollectionChanged += (_, _) =>
        {
            if (view.Items.Count == 2) view.Binding.Dispose();
        };

        view.Show("a b c d");

        Assert.That(view.Ids, Is.EqualTo("a b"));
        Assert.That(view.Lists.HasObservers, Is.False);
    }

    [Test]
    public void Disposed_IsForgottenByItsSource()
    {
        using var source = new Subject<Result<IReadOnlyList<Item>>>();
        var collection = Bind(source);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.That(collection.IsAlive, Is.False);
        GC.KeepAlive(source);
    }

    [Test]
    public void ThrowingHandler_LosesNoChange_AndIsToldOnTheScheduler()
    {
        using var view = new ListFixture();
        var isBroken = true;
        ((INotifyCollectionChanged)view.Items).CollectionChanged += (_, _) =>
        {
            if (isBroken) throw new InvalidOperationException("broken handler");
        };

        view.Show("a b c");
        Assert.That(view.Uncaught, Is.EqualTo(new[] { "broken handler" }));
        Assert.That(view.Ids, Is.EqualTo("a b c"));

        isBroken = false;
        view.Pass();
        view.Show("c d");
        Assert.That(view.Ids, Is.EqualTo("c d"), "the binding goes on");
    }

    [Test]
    public void ThrowingKey_EndsTheBinding_AndIsToldOnTheScheduler()
    {
        ListFixture view = null!;
        view = new ListFixture(key: item => item.Id == "bad" ? throw new InvalidOperationException("broken key") : item.Id);
        using (view)
        {
            view.Show("a");
            view.Show("a bad");
            Assert.That(view.View.Uncaught.Single().Message, Is.EqualTo("broken key"));
            Assert.That(view.Lists.HasObservers, Is.False);
            view.Show("b");
            Assert.That(view.Ids, Is.EqualTo("a"), "the list stays as it is");
        }
    }

    [Test]
    public void ErrorOfTheSource_IsToldOnTheScheduler_AfterTheValuesBefore()
    {
        using var view = new ListFixture();
        view.Show("a");
        view.Lists.OnNext(Result.Success(Item.List("a", "b")));
        view.Lists.OnError(new InvalidOperationException("broken source"));

        view.Pass();
        Assert.That(view.Uncaught, Is.EqualTo(new[] { "broken source" }));
        Assert.That(view.Ids, Is.EqualTo("a b"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Bind(Subject<Result<IReadOnlyList<Item>>> source)
    {
        var view = new ViewFixture();
        using var binding = source.BindTo(out var items, item => item.Id, view.View, options: view.Options);
        source.OnNext(Result.Success(Item.List("a")));
        view.Pass();
        return new WeakReference(items);
    }
}
