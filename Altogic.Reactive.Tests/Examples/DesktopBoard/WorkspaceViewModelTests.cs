using System.Reactive;
using System.Reactive.Linq;
using System.Windows.Input;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

public sealed class WorkspaceViewModelTests
{
    private DesktopFixture _desk = null!;
    private WorkspaceViewModel _model = null!;

    [SetUp]
    public void Start()
    {
        _desk = new DesktopFixture();
        _model = new WorkspaceViewModel(
            "Ada", _desk.Store, Observable.Never<ConnectionState>(), () => Observable.Return(Result.Success(Unit.Default)), _desk.Schedulers);
    }

    [TearDown]
    public void Dispose()
    {
        _model.Dispose();
        _desk.Dispose();
    }

    [Test]
    public void FirstBoard_IsOpenedByItself_AndStaysOpenWhenOthersCome()
    {
        Load("x");
        Load("y", "x");
        Assert.That((_model.Boards.Count, _model.Board.Value!.Board.Id), Is.EqualTo((2, "x")));
    }

    [Test]
    public void AnotherBoard_TakesThePlaceOfTheOpenOne()
    {
        Load("x", "y");
        var first = _model.Board.Value!;
        _model.Select(_model.Boards[1]);
        _desk.Settle();
        Assert.That(_model.Board.Value!.Board.Id, Is.EqualTo("y"));
        Assert.That(() => first.Search.Text = "too late", Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void NewBoard_IsOpened()
    {
        Load("x");
        ((ICommand)_model.CreateBoard).Execute("z");
        _desk.Settle();
        _desk.Store.NewBoards[0].Answer(Result.Success(new Board("z", "z", Board.UsualLists)));
        _desk.Settle();
        Assert.That(_model.Board.Value!.Lists.Select(list => list.Title), Is.EqualTo(new[] { "To do", "Doing", "Done" }));
        Assert.That(_model.Board.Value.Board.Id, Is.EqualTo("z"));
    }

    [Test]
    public void BoardsThatCannotBeLoaded_AreTold()
    {
        _desk.Store.BoardLists.OnNext(Result.Failure<IReadOnlyList<Board>>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That(_model.Notice.Text.Value, Is.EqualTo("The boards could not be loaded. Nobody there."));
    }

    private void Load(params string[] ids)
    {
        _desk.Store.BoardLists.OnNext(Result.Success<IReadOnlyList<Board>>([.. ids.Select(id => new Board(id, id, Board.UsualLists))]));
        _desk.Settle();
    }
}
