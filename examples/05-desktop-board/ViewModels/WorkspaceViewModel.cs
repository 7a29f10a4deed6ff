using System.Collections.ObjectModel;
using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>What somebody who is signed in sees: the boards, one of them open, the banner, and the line for messages.</summary>
public sealed class WorkspaceViewModel : IDisposable
{
    private readonly IBoardStore _store;
    private readonly Schedulers _schedulers;
    private readonly BehaviorSubject<Board?> _selected = new(null);
    private readonly CompositeDisposable _subscriptions = [];

    public WorkspaceViewModel(
        string user, IBoardStore store, IObservable<ConnectionState> connection, Func<IObservable<Result<Unit>>> signOut, Schedulers schedulers)
    {
        (User, _store, _schedulers) = (user, store, schedulers);
        Notice = new NoticeViewModel(schedulers.Window);
        Connection = new ConnectionViewModel(connection, schedulers.Window);
        var boards = store.Boards.Publish();
        _subscriptions.Add(boards.BindTo(out var bound, board => board.Id, schedulers.Window, options: schedulers.Binding with
        {
            OnFailure = error => Notice.Tell("The boards could not be loaded.", error),
        }));
        _subscriptions.Add(boards.WhereSuccess().ObserveOn(schedulers.Window).Subscribe(SelectFirst));
        Boards = bound;
        Board = _selected.DistinctUntilChanged(board => board?.Id).Select(Open).Switch().ToProperty(null, schedulers.Window);
        CreateBoard = OperationCommand.Create<string, Board>(Create, schedulers.Window);
        SignOut = OperationCommand.Create<Unit, Unit>(_ => signOut(), schedulers.Window);
        _subscriptions.Add(boards.Connect());
    }

    public string User { get; }

    public NoticeViewModel Notice { get; }

    public ConnectionViewModel Connection { get; }

    public ReadOnlyObservableCollection<Board> Boards { get; }

    public BoundProperty<BoardViewModel?> Board { get; }

    /// <summary>Takes the title of a new board, which is opened.</summary>
    public OperationCommand<string, Board> CreateBoard { get; }

    public OperationCommand<Unit, Unit> SignOut { get; }

    public void Select(Board board) => _selected.OnNext(board);

    public void Dispose()
    {
        _subscriptions.Dispose();
        Board.Dispose();
        CreateBoard.Dispose();
        SignOut.Dispose();
        Connection.Dispose();
        Notice.Dispose();
    }

    private void SelectFirst(IReadOnlyList<Board> boards)
    {
        if (_selected.Value is null && boards.Count > 0) Select(boards[0]);
    }

    private IObservable<Result<Board>> Create(string title) => _store.CreateBoard(title).ObserveOn(_schedulers.Window)
        .Do(result => result.Match(Select, error => Notice.Tell("The board is not saved yet, press Enter to try again.", error)));

    private IObservable<BoardViewModel?> Open(Board? board) => Observable.Create<BoardViewModel?>(observer =>
    {
        var opened = board is null ? null : new BoardViewModel(board, _store, Notice, _schedulers);
        observer.OnNext(opened);
        return opened ?? Disposable.Empty;
    });
}
