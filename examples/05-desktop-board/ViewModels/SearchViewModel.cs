using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>Search as you type: asks when the typing pauses, and only the answer to the latest text counts.</summary>
public sealed class SearchViewModel : IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private readonly BehaviorSubject<string> _text = new("");

    public SearchViewModel(Func<string, IObservable<Result<IReadOnlyList<Card>>>> search, NoticeViewModel notice, IScheduler scheduler) =>
        Found = _text.Select(text => text.Trim()).DistinctUntilChanged()
            .Throttle(Pause, scheduler)
            .Select(text => text.Length == 0 ? Observable.Return<ISet<string>?>(null) : search(text).ObserveOn(scheduler)
                .Do(result => result.Match(_ => { }, error => notice.Tell("The search failed.", error)))
                .WhereSuccess().Select(ISet<string>? (cards) => new HashSet<string>(cards.Select(card => card.Id))))
            .Switch()
            .StartWith((ISet<string>?)null)
            .Replay(1).RefCount();

    public string Text
    {
        get => _text.Value;
        set => _text.OnNext(value);
    }

    /// <summary>The ids of the cards to show; null for all of them.</summary>
    public IObservable<ISet<string>?> Found { get; }

    public void Dispose() => _text.Dispose();
}
