using System.Reactive.Subjects;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

/// <summary>A backend that answers when the test says so.</summary>
internal sealed class FakeBoardStore : IBoardStore
{
    public Subject<Result<IReadOnlyList<Board>>> BoardLists { get; } = new();

    public Subject<Result<IReadOnlyList<Card>>> CardLists { get; } = new();

    public Subject<Result<IReadOnlyList<string>>> People { get; } = new();

    public Subject<Result<IReadOnlyList<Comment>>> CommentLists { get; } = new();

    public Subject<Result<IReadOnlyList<StoredFile>>> FileLists { get; } = new();

    public List<Asked<string, Result<IReadOnlyList<Card>>>> Searches { get; } = [];

    public List<Asked<CardMove, Result<Card>>> Moves { get; } = [];

    public List<Asked<Card, Result<Card>>> Changes { get; } = [];

    public List<Asked<string, Result<Card>>> NewCards { get; } = [];

    public List<Asked<string, Result<Board>>> NewBoards { get; } = [];

    public List<Asked<string, Result<Comment>>> NewComments { get; } = [];

    public List<Asked<string, Transfer<StoredFile>>> Uploads { get; } = [];

    public List<Asked<string, Transfer<DownloadedFile>>> Downloads { get; } = [];

    public IObservable<Result<IReadOnlyList<Board>>> Boards => BoardLists;

    public IObservable<Result<Board>> CreateBoard(string title) => Asked.Of(NewBoards, title);

    public IObservable<Result<IReadOnlyList<Card>>> Cards(string board) => CardLists;

    public IObservable<Result<IReadOnlyList<Card>>> Search(string board, string text) => Asked.Of(Searches, text);

    public IObservable<Result<IReadOnlyList<string>>> Present(string board) => People;

    public IObservable<Result<Card>> CreateCard(string board, string list, string title, double position) =>
        Asked.Of(NewCards, FormattableString.Invariant($"{title} in {list} at {position}"));

    public IObservable<Result<Card>> MoveCard(string board, CardMove move) => Asked.Of(Moves, move);

    public IObservable<Result<Card>> ChangeCard(Card card) => Asked.Of(Changes, card);

    public IObservable<Result<IReadOnlyList<Comment>>> Comments(Card card) => CommentLists;

    public IObservable<Result<Comment>> AddComment(Card card, string text) => Asked.Of(NewComments, text);

    public IObservable<Result<IReadOnlyList<StoredFile>>> Files(Card card) => FileLists;

    public IObservable<Transfer<StoredFile>> Upload(Card card, string path) => Asked.Of(Uploads, path);

    public IObservable<Transfer<DownloadedFile>> Download(StoredFile file, string path) => Asked.Of(Downloads, path);
}
