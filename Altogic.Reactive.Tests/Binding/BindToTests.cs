using System.Collections.Specialized;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Tests.Binding;

public sealed class BindToTests
{
    private ListFixture _view = null!;

    [SetUp]
    public void SetUp() => _view = new ListFixture();

    [TearDown]
    public void TearDown() => _view.Dispose();

    [Test]
    public void TenChangesAmongTenThousandRows_AreTenNotifications()
    {
        var rows = Item.Many(10_000).ToList();
        _view.Show([.. rows]);
        _view.Begin();
        for (var i = 0; i < 4; i++) rows[i * 1000] = rows[i * 1000] with { Text = "new" };
        rows.RemoveAt(9_500);
        rows.RemoveAt(7_700);
        rows.Insert(123, new Item("first"));
        rows.Insert(8_000, new Item("second"));
        var moved = rows[500];
        rows.RemoveAt(500);
        rows.Insert(6_000, moved);
        moved = rows[9_000];
        rows.RemoveAt(9_000);
        rows.Insert(10, moved);

        _view.Show([.. rows.Select(row => row with { })]);

        Assert.That(_view.Items, Is.EqualTo(rows));
        Assert.That(_view.Changes, Has.Count.EqualTo(10));
        Assert.That(_view.Changes.GroupBy(change => change.Action).ToDictionary(group => group.Key, group => group.Count()), Is.EquivalentTo(new Dictionary<NotifyCollectionChangedAction, int>
        {
            [NotifyCollectionChangedAction.Replace] = 4,
            [NotifyCollectionChangedAction.Remove] = 2,
            [NotifyCollectionChangedAction.Add] = 2,
            [NotifyCollectionChangedAction.Move] = 2,
        }));
    }

    [Test]
    public void UnchangedRows_KeepTheirInstances_AndNobodyIsTold()
    {
        _view.Show("a b c");
        var before = _view.Items.ToList();
        _view.Begin();

        _view.Show("a b c");

        Assert.That(_view.Changes, Is.Empty);
        Assert.That(_view.Items.Zip(before, ReferenceEquals), Is.All.True);
    }

    [Test]
    public void RowThatMovesAndChanges_IsMovedThenReplaced()
    {
        _view.Show("a b c");
        _view.Begin();

        _view.Show([new Item("b"), new Item("c"), new Item("a", "new")]);

        Assert.That(_view.Changes.Select(change => change.Action), Is.EqualTo(new[] { NotifyCollectionChangedAction.Move, NotifyCollectionChangedAction.Replace }));
        Assert.That(_view.Items[2].Text, Is.EqualTo("new"));
    }

    [Test]
    public void OfRowsWithTheSameKey_TheLastOneIsShown()
    {
        _view.Show([new Item("a", "first"), new Item("b"), new Item("a", "last")]);
        Assert.That(_view.Items, Is.EqualTo(new[] { new Item("b"), new Item("a", "last") }));
    }

    [Test]
    public void NullKey_IsAKeyLikeAnother()
    {
        _view.Show([new Item(null!, "one"), new Item("a")]);
        _view.Begin();
        _view.Show([new Item(null!, "two"), new Item("a")]);

        Assert.That(_view.Items[0].Text, Is.EqualTo("two"));
        Assert.That(_view.Changes.Single().Action, Is.EqualTo(NotifyCollectionChangedAction.Replace));
    }

    [Test]
    public void Comparer_OrdersTheRows_AndEqualOnesStayInTheOrderOfTheSource()
    {
        using var view = new ListFixture(Comparer<Item>.Create((x, y) => string.CompareOrdinal(x.Text, y.Text)));
        view.Show([new Item("d", "2"), new Item("c", "1"), new Item("b", "2"), new Item("a", "1")]);
        Assert.That(view.Ids, Is.EqualTo("c a d b"));

        view.Begin();
        view.Show([new Item("d", "0"), new Item("c", "1"), new Item("b", "2"), new Item("a", "1")]);

        Assert.That(view.Ids, Is.EqualTo("d c a b"));
        Assert.That(view.Changes.Select(change => change.Action), Is.EqualTo(new[] { NotifyCollectionChangedAction.Move, NotifyCollectionChangedAction.Replace }));
    }

    [Test]
    public void EqualityComparer_SaysWhatIsUnchanged()
    {
        var byLength = EqualityComparer<Item>.Create((x, y) => x!.Text.Length == y!.Text.Length, item => item.Text.Length);
        using var view = new ListFixture(options: options => options with { EqualityComparer = byLength });
        view.Show([new Item("a", "one")]);
        view.Begin();

        view.Show([new Item("a", "two")]);
        Assert.That(view.Changes, Is.Empty);
        view.Show([new Item("a", "three")]);
        Assert.That(view.Changes, Has.Count.EqualTo(1));
    }

    [Test]
    public void Failure_LeavesTheList_AndIsToldOnTheScheduler()
    {
        var told = new List<(string Code, bool IsOnView, int Count)>();
        ListFixture view = null!;
        view = new ListFixture(options: options => options with
        {
            OnFailure = error => told.Add((error.Items[0].Code, view.View.IsInside, view.Items.Count)),
        });
        using (view)
        {
            view.Lists.OnNext(Result.Success(Item.List("a", "b")));
            view.Lists.OnNext(Failure("x"));
            view.Lists.OnNext(Failure("y"));
            view.Pass();

            Assert.That(view.Ids, Is.EqualTo("a b"));
            Assert.That(told, Is.EqualTo(new[] { ("x", true, 2), ("y", true, 2) }), "after the changes that came before");
        }
    }

    [Test]
    public void Failure_ThatNobodyWantsToKnow_IsIgnored()
    {
        _view.Show("a");
        _view.Lists.OnNext(Failure("x"));
        _view.Show("a b");
        Assert.That(_view.Ids, Is.EqualTo("a b"));
    }

    [Test]
    public void ListsThatAreNoResults_AreShownAsWell()
    {
        var view = new ViewFixture();
        using var lists = new Subject<List<Item>>();
        using var binding = lists.BindTo(out var items, item => item.Id, view.View, options: view.Options);

        lists.OnNext([new Item("a")]);
        view.Pass();

        Assert.That(items, Is.EqualTo(Item.List("a")));
    }

    [Test]
    public void Arguments_AreChecked()
    {
        var lists = _view.Lists;
        Assert.That(() => lists.BindTo(out _, (Func<Item, string>)null!, _view.View), Throws.ArgumentNullException);
        Assert.That(() => lists.BindTo(out _, item => item.Id, null!), Throws.ArgumentNullException);
        Assert.That(() => ((IObservable<Result<IReadOnlyList<Item>>>)null!).BindTo(out _, item => item.Id, _view.View), Throws.ArgumentNullException);
        Assert.That(
            () => lists.BindTo(out _, item => item.Id, _view.View, options: new BindingOptions { FrameInterval = TimeSpan.FromTicks(-1) }),
            Throws.ArgumentException);
        Assert.That(
            () => lists.BindTo(out _, item => item.Id, _view.View, options: new BindingOptions { BackgroundScheduler = System.Reactive.Concurrency.Scheduler.Immediate }),
            Throws.ArgumentException);
    }

    private static Result<IReadOnlyList<Item>> Failure(string code) =>
        Result.Failure<IReadOnlyList<Item>>(new AltogicError(ErrorKind.Api, 400, "", [new ErrorEntry("client_error", code, "No.")]));
}
