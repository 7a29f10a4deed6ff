using System.Collections.ObjectModel;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>The open card: its text, comments and files, and the transfers under way.</summary>
public sealed class CardViewModel : IDisposable
{
    private readonly IBoardStore _store;
    private readonly NoticeViewModel _notice;
    private readonly Schedulers _schedulers;
    private readonly ObservableCollection<TransferViewModel> _transfers = [];
    private readonly Subject<string> _attached = new();
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

    /// <summary>Hot. The paths of the files that have been attached.</summary>
    public IObservable<string> Attached => _attached.AsObservable();

    public void Attach(string path) => Follow(
        Path.GetFileName(path), _store.Upload(Card.Value, path), _ => _attached.OnNext(path), "The file could not be attached.");

    public void Download(StoredFile file, string path) => Follow(
        file.FileName, _store.Download(file, path), _ => _notice.Tell("Saved as " + path), "The file could not be downloaded.");

    /// <summary>Ends with the transfers that are under way.</summary>
    public void Dispose()
    {
        if (_transfers.Count > 0) _notice.Tell("The card was closed, and its transfers cancelled.");
        _subscriptions.Dispose();
        Card.Dispose();
        AddComment.Dispose();
        _attached.Dispose();
    }

    private void Follow<T>(string name, IObservable<Transfer<T>> transfer, Action<T> done, string failed)
    {
        var shown = new TransferViewModel(name);
        _transfers.Add(shown);
        _subscriptions.Add(transfer.ObserveOn(_schedulers.Window).Finally(() => _transfers.Remove(shown)).Subscribe(news =>
        {
            shown.Fraction = news.Progress.Fraction ?? 0;
            news.Result?.Match(done, error => _notice.Tell(failed, error));
        }));
    }

    private BindingOptions Binding(string what) =>
        _schedulers.Binding with { OnFailure = error => _notice.Tell($"The {what} could not be loaded.", error) };
}
