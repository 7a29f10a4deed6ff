using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Reactive.Subjects;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Binding;

/// <summary>A view in virtual time: a scheduler of its own, another one for the background, and everything it was told about its list.</summary>
internal class ViewFixture
{
    public static readonly TimeSpan Frame = new BindingOptions().FrameInterval;

    public ViewFixture()
    {
        View = new ViewScheduler(Time);
        Background = new ViewScheduler(Time);
        Options = new BindingOptions { BackgroundScheduler = Background };
    }

    public TestScheduler Time { get; } = new();

    public ViewScheduler View { get; }

    public ViewScheduler Background { get; }

    public BindingOptions Options { get; }

    /// <summary>The messages of the exceptions that nobody caught.</summary>
    public IEnumerable<string> Uncaught => View.Uncaught.Concat(Background.Uncaught).Select(exception => exception.Message);

    /// <summary>Long enough for anything that is waiting for its frame.</summary>
    public void Pass(int frames = 2) => Time.AdvanceBy(TimeSpan.FromTicks(Frame.Ticks * frames));
}

/// <summary>The same with a list that is bound.</summary>
internal sealed class ListFixture : ViewFixture, IDisposable
{
    private readonly List<Item> _mirror = [];

    public ListFixture(IComparer<Item>? comparer = null, Func<BindingOptions, BindingOptions>? options = null, Func<Item, string>? key = null)
    {
        var given = options is null ? Options : options(Options);
        Binding = Lists.BindTo(out var items, key ?? (item => item.Id), View, comparer, given);
        Items = items;
        ((INotifyCollectionChanged)items).CollectionChanged += (_, change) => Note(change);
    }

    public Subject<Result<IReadOnlyList<Item>>> Lists { get; } = new();

    public ReadOnlyObservableCollection<Item> Items { get; }

    public IDisposable Binding { get; }

    public List<NotifyCollectionChangedEventArgs> Changes { get; } = [];

    public List<bool> AreOnView { get; } = [];

    public string Ids => string.Join(' ', Items.Select(item => item.Id));

    public void Show(IReadOnlyList<Item> list)
    {
        Lists.OnNext(Result.Success(list));
        Pass();
    }

    public void Show(string ids) => Show(Item.List(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Forgets what was told so far.</summary>
    public void Begin() => Changes.Clear();

    public void Dispose()
    {
        Binding.Dispose();
        Lists.Dispose();
    }

    private void Note(NotifyCollectionChangedEventArgs change)
    {
        Changes.Add(change);
        AreOnView.Add(View.IsInside);
        switch (change.Action)
        {
            case NotifyCollectionChangedAction.Add:
                _mirror.Insert(change.NewStartingIndex, (Item)change.NewItems![0]!);
                break;
            case NotifyCollectionChangedAction.Remove:
                _mirror.RemoveAt(change.OldStartingIndex);
                break;
            case NotifyCollectionChangedAction.Replace:
                _mirror[change.NewStartingIndex] = (Item)change.NewItems![0]!;
                break;
            case NotifyCollectionChangedAction.Move:
                _mirror.RemoveAt(change.OldStartingIndex);
                _mirror.Insert(change.NewStartingIndex, (Item)change.NewItems![0]!);
                break;
            default:
                Assert.Fail("A reset loses the selection.");
                break;
        }

        Assert.That(_mirror, Is.EqualTo(Items), "whoever follows the notifications has the list");
    }
}
