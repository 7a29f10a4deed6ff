using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>What the board needs of the backend. Lists are live: they come again when somebody has changed something.</summary>
public interface IBoardStore
{
    IObservable<Result<IReadOnlyList<Board>>> Boards { get; }

    IObservable<Result<Board>> CreateBoard(string title);

    IObservable<Result<IReadOnlyList<Card>>> Cards(string board);

    IObservable<Result<IReadOnlyList<Card>>> Search(string board, string text);

    /// <summary>The names of those who have the board open.</summary>
    IObservable<Result<IReadOnlyList<string>>> Present(string board);

    IObservable<Result<Card>> CreateCard(string board, string list, string title, double position);

    IObservable<Result<Card>> MoveCard(string board, CardMove move);

    IObservable<Result<Card>> ChangeCard(Card card);

    /// <summary>The comments of a card, oldest first; new ones stream in.</summary>
    IObservable<Result<IReadOnlyList<Comment>>> Comments(Card card);

    IObservable<Result<Comment>> AddComment(Card card, string text);

    IObservable<Result<IReadOnlyList<StoredFile>>> Files(Card card);

    IObservable<Transfer<StoredFile>> Upload(Card card, string path);

    IObservable<Transfer<DownloadedFile>> Download(StoredFile file, string path);
}
