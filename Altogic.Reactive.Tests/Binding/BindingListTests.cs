using System.ComponentModel;
using System.Reactive.Subjects;
using Altogic.Reactive.Database;

namespace Altogic.Reactive.Tests.Binding;

public sealed class BindingListTests
{
    private readonly List<string> _events = [];
    private ViewFixture _view = null!;
    private Subject<Result<IReadOnlyList<Item>>> _lists = null!;
    private BindingList<Item> _list = null!;
    private IDisposable _binding = null!;

    [SetUp]
    public void SetUp()
    {
        _view = new ViewFixture();
        _lists = new Subject<Result<IReadOnlyList<Item>>>();
        Bind([]);
    }

    [TearDown]
    public void TearDown()
    {
        _binding.Dispose();
        _lists.Dispose();
    }

    [Test]
    public void Changes_AreOneEventEach()
    {
        Show(Item.List("a", "b", "c"));
        Assert.That(Events(), Is.EqualTo("ItemAdded 0, ItemAdded 1, ItemAdded 2"));
        Show([new Item("a"), new Item("b", "new"), new Item("d")]);
        Assert.That(Events(), Is.EqualTo("ItemDeleted 2, ItemAdded 2, ItemChanged 1"));
        Show([new Item("a"), new Item("b", "new"), new Item("d")]);
        Assert.That(Events(), Is.Empty);
    }

    [Test]
    public void TenChangesAmongTenThousandRows_AreTenEvents()
    {
        var rows = Item.Many(10_000).ToList();
        Show(rows);
        Events();
        for (var i = 0; i < 10; i++) rows[i * 900] = rows[i * 900] with { Text = "new" };
        Show([.. rows]);
        Assert.That(_list, Is.EqualTo(rows));
        Assert.That(_events, Has.Count.EqualTo(10).And.All.StartsWith("ItemChanged"));
    }

    [Test]
    public void RowThatMoves_IsTakenOutAndPutIn_ChangedOrNot()
    {
        Show(Item.List("a", "b", "c"));
        Events();
        Show([new Item("b"), new Item("c"), new Item("a", "new")]);
        Assert.That(Events(), Is.EqualTo("ItemDeleted 0, ItemAdded 2"));
        Assert.That(_list[2].Text, Is.EqualTo("new"));
    }

    [Test]
    public void WhatIsInTheListAlready_IsCompared_AndStaysUntilTheFirstValue()
    {
        _binding.Dispose();
        Bind([new Item("a"), new Item("x"), new Item("a")]);
        _lists.OnNext(Result.Failure<IReadOnlyList<Item>>(new AltogicError(ErrorKind.Network, 0, "", [new ErrorEntry("client_error", "x", "No.")])));
        _view.Pass();
        Assert.That(_list, Has.Count.EqualTo(3));

        Show(Item.List("a", "b"));
        Assert.That(Events(), Is.EqualTo("ItemDeleted 2, ItemDeleted 1, ItemAdded 1"));
    }

    [Test]
    public void ChangesMadeElsewhere_ArePutRight()
    {
        Show(Item.List("a", "b", "c"));
        _list.RemoveAt(0);
        _list.Add(new Item("mine"));
        Show(Item.List("a", "b", "c", "d"));
        _view.Pass();
        Assert.That(_list, Is.EqualTo(Item.List("a", "b", "c", "d")));

        _list[1] = new Item("mine");
        Show(Item.List("a", "c"));
        _view.Pass();
        Assert.That(_list, Is.EqualTo(Item.List("a", "c")));
        Assert.That(_view.Uncaught, Is.Empty);
    }

    [Test]
    public void ListThatTheUserMayNotRemoveFrom_FollowsAllTheSame_WithoutAReset()
    {
        _list.AllowRemove = false;
        Show(Item.List("a", "b"));
        Events();
        Show(Item.List("b"));
        Assert.That(Events(), Is.EqualTo("ItemDeleted 0"));
        Assert.That(_list.AllowRemove, Is.False);
    }

    [Test]
    public void EveryShape_CanBeShown()
    {
        using var counted = new Subject<Result<ListResult<Item>>>();
        using var pages = new Subject<Result<Page<Item>>>();
        using var items = new Subject<Result<Item>>();
        using var plain = new Subject<IReadOnlyList<Item>>();
        BindingList<Item>[] lists = [[], [], [], []];
        using var one = counted.BindTo(lists[0], item => item.Id, _view.View, options: _view.Options);
        using var two = pages.BindTo(lists[1], item => item.Id, _view.View, options: _view.Options);
        using var three = items.BindTo(lists[2], item => item.Id, _view.View, options: _view.Options);
        using var four = plain.BindTo(lists[3], item => item.Id, _view.View, options: _view.Options);

        counted.OnNext(Result.Success(new ListResult<Item>(new CountInfo(1, 1, 1, 10), Item.List("a"))));
        pages.OnNext(Result.Success(new Page<Item>(1, 2, Item.List("a"), 1, 1)));
        items.OnNext(Result.Success(new Item("a")));
        plain.OnNext(Item.List("a"));
        _view.Pass();

        Assert.That(lists, Is.All.EqualTo(Item.List("a")));
    }

    [Test]
    public void Arguments_AreChecked() =>
        Assert.That(() => _lists.BindTo((BindingList<Item>)null!, item => item.Id, _view.View), Throws.ArgumentNullException);

    private void Bind(BindingList<Item> list)
    {
        _events.Clear();
        _list = list;
        _list.ListChanged += (_, change) => _events.Add($"{change.ListChangedType} {change.NewIndex}");
        _binding = _lists.BindTo(_list, item => item.Id, _view.View, options: _view.Options);
    }

    private void Show(IReadOnlyList<Item> list)
    {
        _lists.OnNext(Result.Success(list));
        _view.Pass();
    }

    private string Events()
    {
        var events = string.Join(", ", _events);
        _events.Clear();
        return events;
    }
}
