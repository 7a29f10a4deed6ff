using System.Collections.ObjectModel;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Database;

namespace Altogic.Reactive.Tests.Binding;

/// <summary>Lists, counted lists, pages and single items.</summary>
public sealed class BindToShapesTests
{
    private ViewFixture _view = null!;

    [SetUp]
    public void SetUp() => _view = new ViewFixture();

    [Test]
    public void CountedLists_AreLists()
    {
        using var lists = new Subject<Result<ListResult<Item>>>();
        using var binding = lists.BindTo(out var items, item => item.Id, _view.View, options: _view.Options);
        lists.OnNext(Result.Success(new ListResult<Item>(new CountInfo(2, 1, 1, 10), Item.List("a", "b"))));
        _view.Pass();
        Assert.That(Ids(items), Is.EqualTo("a b"));
    }

    [Test]
    public void Items_TakeTheirPlaceByKey_AndNewOnesComeLast()
    {
        using var source = new Subject<Result<Item>>();
        using var binding = source.BindTo(out var items, item => item.Id, _view.View, options: _view.Options);
        foreach (var item in Item.List("a", "b", "c")) source.OnNext(Result.Success(item));
        _view.Pass();
        var first = items[0];
        source.OnNext(Result.Success(new Item("b", "new")));
        source.OnNext(Result.Success(new Item("a")));
        source.OnNext(Result.Success(new Item("d")));
        _view.Pass();

        Assert.That(items, Is.EqualTo(new[] { new Item("a"), new Item("b", "new"), new Item("c"), new Item("d") }));
        Assert.That(items[0], Is.SameAs(first));
    }

    [Test]
    public void KeyThatFitsListsAsWell_MeansTheirItems()
    {
        using var lists = new Subject<Result<IReadOnlyList<string>>>();
        using var binding = lists.BindTo(out var items, item => item.GetHashCode(), _view.View, options: _view.Options);
        lists.OnNext(Result.Success<IReadOnlyList<string>>(["a", "b"]));
        _view.Pass();
        Assert.That(items, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void NullItem_IsNothing()
    {
        using var source = new Subject<Result<Item?>>();
        using var binding = source.BindTo(out var items, item => item!.Id, _view.View, options: _view.Options);
        source.OnNext(Result.Success<Item?>(null));
        source.OnNext(Result.Success<Item?>(new Item("a")));
        _view.Pass();
        Assert.That(items, Is.EqualTo(Item.List("a")));
        Assert.That(_view.Uncaught, Is.Empty);
    }

    [Test]
    public void Pages_AreAppended_AndTheNextPassRemovesWhatItDoesNotBring()
    {
        using var pages = new Subject<Result<Page<Item>>>();
        using var binding = pages.BindTo(out var items, item => item.Id, _view.View, options: _view.Options);
        Assert.That(Take(1, 3, "a b"), Is.EqualTo("a b"));
        Assert.That(Take(2, 3, "c d"), Is.EqualTo("a b c d"));
        Assert.That(Take(3, 3, "e"), Is.EqualTo("a b c d e"));

        Assert.That(Take(1, 2, "b x"), Is.EqualTo("b x a c d e"), "the rest stays until the pass has brought every page");
        Assert.That(Take(2, 2, "a d"), Is.EqualTo("b x a d"));

        string Take(int number, int total, string ids)
        {
            pages.OnNext(Result.Success(new Page<Item>(number, 2, Item.List(ids.Split(' ')), total * 2, total)));
            _view.Pass();
            return Ids(items);
        }
    }

    [Test]
    public void RowThatSlipsToTheNextPage_IsShownOnce()
    {
        using var pages = new Subject<Result<Page<Item>>>();
        using var binding = pages.BindTo(out var items, item => item.Id, _view.View, options: _view.Options);
        pages.OnNext(Result.Success(new Page<Item>(1, 2, Item.List("a", "b"), 4, 2)));
        pages.OnNext(Result.Success(new Page<Item>(2, 2, Item.List("b", "c"), 4, 2)));
        _view.Pass();
        Assert.That(Ids(items), Is.EqualTo("a b c"));
    }

    [Test]
    public void PassThatIsCutShort_RemovesNothing()
    {
        using var pages = new Subject<Result<Page<Item>>>();
        using var binding = pages.BindTo(out var items, item => item.Id, _view.View, options: _view.Options);
        pages.OnNext(Result.Success(new Page<Item>(1, 2, Item.List("a", "b"), 4, 2)));
        pages.OnNext(Result.Success(new Page<Item>(2, 2, Item.List("c", "d"), 4, 2)));
        _view.Pass();
        pages.OnNext(Result.Success(new Page<Item>(1, 2, Item.List("a", "b"), 4, 2)));
        pages.OnNext(Result.Failure<Page<Item>>(new AltogicError(ErrorKind.Network, 0, "", [new ErrorEntry("client_error", "x", "No.")])));
        pages.OnCompleted();
        _view.Pass();
        Assert.That(Ids(items), Is.EqualTo("a b c d"));
    }

    [Test]
    public void PassOfAServerThatDoesNotCount_IsOverWithAShortPage_OrTheStream()
    {
        using var pages = new Subject<Result<Page<Item>>>();
        using var binding = pages.BindTo(out var items, item => item.Id, _view.View, options: _view.Options);
        foreach (var (number, ids) in new[] { (1, "a b"), (2, "c d"), (3, "e"), (1, "a b"), (2, "d") })
            pages.OnNext(Result.Success(new Page<Item>(number, 2, Item.List(ids.Split(' ')), null, null)));
        _view.Pass();
        Assert.That(Ids(items), Is.EqualTo("a b d"));

        pages.OnNext(Result.Success(new Page<Item>(1, 2, Item.List("a", "x"), null, null)));
        _view.Pass();
        Assert.That(Ids(items), Is.EqualTo("a x b d"));
        pages.OnCompleted();
        _view.Pass();
        Assert.That(Ids(items), Is.EqualTo("a x"));
    }

    private static string Ids(ReadOnlyObservableCollection<Item> items) => string.Join(' ', items.Select(item => item.Id));
}
