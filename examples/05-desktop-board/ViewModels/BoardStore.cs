using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Database;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>The board on an Altogic backend. While it lives, others see the user's name where it is present.</summary>
public sealed class BoardStore : IBoardStore, IDisposable
{
    private const string Changed = "changed";
    private const string Said = "comment";
    private const string BoardList = "boards";
    private const string Attachments = "attachments";
    private readonly AltogicClient _client;
    private readonly string _user;
    private readonly Subject<IObservable<Unit>> _afterwards = new();
    private readonly CompositeDisposable _background;

    public BoardStore(AltogicClient client, string user)
    {
        _client = client;
        _user = user;
        _background = [client.Realtime.UpdateProfile(new { name = user }).Subscribe(), _afterwards.Synchronize().Merge().Subscribe()];
    }

    public IObservable<Result<IReadOnlyList<Board>>> Boards =>
        _client.Db.Model<Board>().Sort("createdAt").Limit(500).Get().RefreshOn(ChangesOf(BoardList));

    public IObservable<Result<Board>> CreateBoard(string title) =>
        _client.Db.Model<Board>().Create(new { title, lists = Board.UsualLists }).Do(AnnounceSuccess<Board>(BoardList));

    public IObservable<Result<IReadOnlyList<Card>>> Cards(string board) =>
        _client.Db.Model<Card>().Where(card => card.Board == board).Limit(1000).Get().RefreshOn(ChangesOf(board));

    public IObservable<Result<IReadOnlyList<Card>>> Search(string board, string text) => _client.Db.Model<Card>()
        .Filter($"board == {board} && (INCLUDES(title, {text}, false) || INCLUDES(notes, {text}, false))")
        .Limit(1000).Get().RefreshOn(ChangesOf(board));

    public IObservable<Result<IReadOnlyList<string>>> Present(string board) => _client.Realtime.Channel(board).Members.SelectResult(
        IReadOnlyList<string> (members) => [.. members.Select(NameOf).Distinct().OrderBy(name => name, StringComparer.CurrentCulture)]);

    public IObservable<Result<Card>> CreateCard(string board, string list, string title, double position) =>
        _client.Db.Model<Card>().Create(new { board, list, title, position, author = _user }).Do(AnnounceSuccess<Card>(board));

    public IObservable<Result<Card>> MoveCard(string board, CardMove move) =>
        Update(board, move.Card, new { list = move.List, position = move.Position });

    public IObservable<Result<Card>> ChangeCard(Card card) => Update(card.Board, card.Id, new { title = card.Title, notes = card.Notes });

    public IObservable<Result<IReadOnlyList<Comment>>> Comments(Card card) => CommentFeed.Combine(
        _client.Db.Model<Comment>().Where(comment => comment.Card == card.Id).Sort("createdAt").Limit(1000).Get().RefreshOn(Absences(card.Id)),
        _client.Realtime.Channel(card.Id).On<Comment>(Said));

    public IObservable<Result<Comment>> AddComment(Card card, string text) =>
        _client.Db.Model<Comment>().Create(new { card = card.Id, author = _user, text }).Do(result =>
        {
            if (!result.IsSuccess) return;
            Afterwards(_client.Realtime.Channel(card.Id).Send(Said, result.Data));
            Count(card, "comments");
        });

    public IObservable<Result<IReadOnlyList<StoredFile>>> Files(Card card)
    {
        var tag = card.Id;
        var options = new ListOptions { SortBy = "uploadedAt", Limit = 1000 };
        return _client.Storage.Bucket(Attachments).ListFiles($"IN(tags, {tag})", options).RefreshOn(ChangesOf(card.Id));
    }

    public IObservable<Transfer<StoredFile>> Upload(Card card, string path) => _client.Storage.Bucket(Attachments)
        .UploadWithProgress(PathViewModel.NameOf(path), FileSource.FromFile(path), new UploadOptions { Tags = [card.Id] })
        .Do(transfer =>
        {
            if (transfer.Result?.IsSuccess != true) return;
            Announce(card.Id);
            Count(card, "files");
        });

    public IObservable<Transfer<DownloadedFile>> Download(StoredFile file, string path) =>
        _client.Storage.Bucket(Attachments).File(file.Id).DownloadWithProgress(FileTarget.ToFile(path));

    public void Dispose()
    {
        _background.Dispose();
        _afterwards.Dispose();
    }

    private static string NameOf(Member member) => (string?)member.Data?["name"] ?? "somebody";

    private IObservable<Result<Card>> Update(string board, string card, object values) =>
        _client.Db.Model<Card>().Object(card).Update(values).Do(AnnounceSuccess<Card>(board));

    private void Count(Card card, string field) => Afterwards(_client.Db.Model<Card>().Object(card.Id)
        .UpdateFields(FieldUpdate.Increment(field, 1)).Do(AnnounceSuccess<Card>(card.Board)));

    private Action<Result<T>> AnnounceSuccess<T>(string channel) => result =>
    {
        if (result.IsSuccess) Announce(channel);
    };

    private void Announce(string channel) => Afterwards(_client.Realtime.Channel(channel).Send(Changed, _user));

    /// <summary>What follows a change. Nobody waits for it, and the change stands without it: others then see it with the next one.</summary>
    private void Afterwards<T>(IObservable<Result<T>> operation) => _afterwards.OnNext(operation.Select(_ => Unit.Default));

    private IObservable<Unit> ChangesOf(string channel) =>
        _client.Realtime.Channel(channel).On(Changed).Select(_ => Unit.Default).Merge(Absences(channel));

    /// <summary>When messages may have been missed: before the channel was joined, and while there was no connection.</summary>
    private IObservable<Unit> Absences(string channel) => Observable.Merge(
        _client.Realtime.Channel(channel).Members.Take(1).Select(_ => Unit.Default),
        _client.Realtime.Gaps.Where(gap => gap.Channel == channel).Select(_ => Unit.Default),
        _client.Realtime.ConnectionChanges.Skip(1).OfType<ConnectionState.Connected>().Where(state => !state.IsRecovered).Select(_ => Unit.Default));
}
