using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>An open board: its lists, who else is here, the search, and the card that is open. Used on the thread of the window.</summary>
public sealed class BoardViewModel : IDisposable
{
    private readonly IBoardStore _store;
    private readonly NoticeViewModel _notice;
    private readonly Schedulers _schedulers;
    private readonly BehaviorSubject<CardDeck> _deck = new(CardDeck.Empty);
    private readonly BehaviorSubject<string?> _openCard = new(null);
    private readonly Subject<IObservable<Unit>> _writes = new();
    private readonly Dictionary<string, Card> _drafts = [];
    private readonly Subject<Unit> _refreshes = new();
    private readonly CompositeDisposable _subscriptions = [];

    public BoardViewModel(Board board, IBoardStore store, NoticeViewModel notice, Schedulers schedulers)
    {
        (Board, _store, _notice, _schedulers) = (board, store, notice, schedulers);
        Search = new SearchViewModel(text => store.Search(board.Id, text), notice, schedulers.Window);
        Lists = [.. board.Lists.Select(list => new ListViewModel(list, Shown(list), schedulers))];
        Present = store.Present(board.Id).WhereSuccess().ToProperty([], schedulers.Window);
        OpenCard = _openCard.DistinctUntilChanged().Select(Open).Switch().ToProperty(null, schedulers.Window);
        CreateCard = OperationCommand.Create<string, Card>(Create, schedulers.Window);
        _subscriptions.Add(store.Cards(board.Id).RefreshOn(_refreshes).ObserveOn(schedulers.Window).Subscribe(result => result.Match(
            cards => Change(deck => deck.Load(cards)), error => notice.Tell("The cards could not be loaded.", error))));

        // One after the other, so that the last change of a card is the last one the backend hears of.
        _subscriptions.Add(_writes.Concat().Subscribe());
    }

    public Board Board { get; }

    public IReadOnlyList<ListViewModel> Lists { get; }

    /// <summary>The names of those who have this board open.</summary>
    public BoundProperty<IReadOnlyList<string>> Present { get; }

    public SearchViewModel Search { get; }

    public BoundProperty<CardViewModel?> OpenCard { get; }

    /// <summary>Takes the title of a new card, which goes to the end of the first list.</summary>
    public OperationCommand<string, Card> CreateCard { get; }

    /// <summary>Opens a card; null closes the one that is open.</summary>
    public void Show(Card? card) => _openCard.OnNext(card?.Id);

    public void Refresh() => _refreshes.OnNext(Unit.Default);

    /// <summary>Moves a card, right above another one or with null to the end. Shown at once, and taken back when the backend does not take it.</summary>
    public void Move(Card card, string list, Card? below)
    {
        var move = new CardMove(card.Id, list, _deck.Value.PositionAbove(list, below, card.Id));
        Change(deck => deck.Begin(move));
        Write(_store.MoveCard(Board.Id, move), result => EndMove(move, result));
    }

    /// <summary>Saves another title or other notes, also when the card is closed meanwhile. What is not saved is there when it is opened again.</summary>
    public void Save(Card changed)
    {
        _drafts[changed.Id] = changed;
        Write(_store.ChangeCard(changed), result => EndSave(changed, result));
    }

    public void Dispose()
    {
        _subscriptions.Dispose();
        foreach (var list in Lists) list.Dispose();
        Present.Dispose();
        OpenCard.Dispose();
        CreateCard.Dispose();
        Search.Dispose();
    }

    private void Change(Func<CardDeck, CardDeck> change) => _deck.OnNext(change(_deck.Value));

    private void Write(IObservable<Result<Card>> operation, Action<Result<Card>> end) =>
        _writes.OnNext(operation.ObserveOn(_schedulers.Window).Do(end).Select(_ => Unit.Default));

    private void EndMove(CardMove move, Result<Card> result)
    {
        Change(deck => result.Match(card => deck.End(move).Put(card), _ => deck.End(move)));
        result.Match(_ => { }, error => _notice.Tell("The card is back where it was: it could not be moved.", error));
    }

    private void EndSave(Card changed, Result<Card> result) => result.Match(
        card =>
        {
            if (ReferenceEquals(_drafts[changed.Id], changed)) _drafts.Remove(changed.Id);
            Change(deck => deck.Put(card));
        },
        error => _notice.Tell($"The text of “{changed.Title}” is not saved yet.", error));

    private IObservable<Result<Card>> Create(string title)
    {
        var list = Board.Lists[0];
        return _store.CreateCard(Board.Id, list, title, _deck.Value.PositionAbove(list, below: null)).ObserveOn(_schedulers.Window)
            .Do(result => result.Match(
                card => Change(deck => deck.Put(card)), error => _notice.Tell("The card is not saved yet, press Enter to try again.", error)));
    }

    private IObservable<IReadOnlyList<Card>> Shown(string list) => _deck.CombineLatest(
        Search.Found, IReadOnlyList<Card> (deck, found) => [.. deck.In(list).Where(card => found?.Contains(card.Id) != false)]);

    private IObservable<CardViewModel?> Open(string? id) => Observable.Create<CardViewModel?>(observer =>
    {
        var card = _deck.Value.Cards.FirstOrDefault(candidate => candidate.Id == id);
        var changes = _deck.SelectMany(deck => deck.Cards.Where(candidate => candidate.Id == id));
        var opened = card is null ? null : new CardViewModel(
            card, _drafts.TryGetValue(card.Id, out var draft) ? draft : card, changes, _store, _notice, _schedulers);
        observer.OnNext(opened);
        return opened ?? Disposable.Empty;
    });
}
