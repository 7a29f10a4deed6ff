using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>The line that says what went wrong; it goes after a while.</summary>
public sealed class NoticeViewModel : IDisposable
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);
    private readonly Subject<string> _told = new();

    public NoticeViewModel(IScheduler scheduler) => Text = _told
        .Select(text => Observable.Return("").Delay(Duration, scheduler).StartWith(text))
        .Switch()
        .ToProperty("", scheduler);

    public BoundProperty<string> Text { get; }

    public void Tell(string text) => _told.OnNext(text);

    public void Tell(string what, AltogicError error) => Tell(what + " " + error.Message);

    public void Dispose()
    {
        Text.Dispose();
        _told.Dispose();
    }
}
