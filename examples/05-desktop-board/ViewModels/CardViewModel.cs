using System.Collections.ObjectModel;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>The open card: its text, comments and files, and the transfers under way.</summary>
public sealed class CardViewModel : IDisposable
{
    private readonly IBoardStore _store;
    private readonly NoticeViewModel _notice;
    private readonly Schedulers _schedulers;
    private readonly ObservableCollection<TransferViewModel> _transfers = [];
    private readonly CompositeDisposable _subscriptions = [];

    public CardViewModel(
        Card card, Card draft, IObservable<Card> changes, IBoardStore store, NoticeViewModel notice, Schedulers schedulers)
    {
        (Draft, _store, _notice, _schedulers) = (draft, store, notice, schedulers);
        Card = changes.DistinctUntilChanged().ToProperty(card, schedulers.Window);
        Transfers = new ReadOnlyObservableCollection<TransferViewModel>(_transfers);
        _subscriptions.Add(store.Comments(card).BindTo(out var comments, comment => comment.Id, schedulers.Window, options: Binding("comments")));
        _subscriptions.Add(store.Files(card).BindTo(out var files, file => file.Id, schedulers.Window, options: Binding("files")));
        (Comments, Files) = (comments, files);
        AddComment = OperationCommand.Create<string, Comment>(
            text => store.AddComment(card, text).ObserveOn(schedulers.Window).Do(result => result.Match(
                _ => { }, error => notice.Tell("The comment is not sent yet, press Enter to try again.", error))),
            schedulers.Window);
    }

    public BoundProperty<Card> Card { get; }

    /// <summary>The text to begin with: that of the card, or what could not be saved when it was open before.</summary>
    public Card Draft { get; }

    public ReadOnlyObservableCollection<Comment> Comments { get; }

    public ReadOnlyObservableCollection<StoredFile> Files { get; }

    /// <summary>Uploads and downloads that have not ended.</summary>
    public ReadOnlyObservableCollection<TransferViewModel> Transfers { get; }

    /// <summary>Takes the text of a new comment.</summary>
    public OperationCommand<string, Comment> AddComment { get; }

    /// <summary>The box for the path of the next file.</summary>
    public PathViewModel FilePath { get; } = new();

    /// <summary>Attaches the file whose path has been typed.</summary>
    public void AttachTyped()
    {
        var path = FilePath.Take();
        if (path.Length > 0) Attach(path);
    }

    /// <summary>Attaches a file; the path of one that fails can be tried again.</summary>
    public void Attach(string path) => Follow(PathViewModel.NameOf(path), _store.Upload(Card.Value, path), _ => { }, error =>
    {
        FilePath.GiveBack(path);
        _notice.Tell("The file could not be attached.", error);
    });

    public void Download(StoredFile file, string path) => Follow(
        file.FileName,
        _store.Download(file, path),
        _ => _notice.Tell("Saved as " + path),
        error => _notice.Tell("The file could not be downloaded.", error));

    /// <summary>Ends with the transfers that are under way.</summary>
    public void Dispose()
    {
        if (_transfers.Count > 0) _notice.Tell("The card was closed, and its transfers cancelled.");
        _subscriptions.Dispose();
        Card.Dispose();
        AddComment.Dispose();
    }

    private void Follow<T>(string name, IObservable<Transfer<T>> transfer, Action<T> done, Action<AltogicError> failed)
    {
        var shown = new TransferViewModel(name);
        _transfers.Add(shown);
        _subscriptions.Add(transfer.ObserveOn(_schedulers.Window).Finally(() => _transfers.Remove(shown)).Subscribe(news =>
        {
            shown.Fraction = news.Progress.Fraction ?? 0;
            news.Result?.Match(done, failed);
        }));
    }

    private BindingOptions Binding(string what) =>
        _schedulers.Binding with { OnFailure = error => _notice.Tell($"The {what} could not be loaded.", error) };
}
