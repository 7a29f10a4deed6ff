using System.Collections.ObjectModel;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>One list of a board. The collection follows by differences, so that what is selected stays selected.</summary>
public sealed class ListViewModel : IDisposable
{
    private readonly IDisposable _binding;

    public ListViewModel(string title, IObservable<IReadOnlyList<Card>> cards, Schedulers schedulers)
    {
        Title = title;
        _binding = cards.BindTo(out var bound, card => card.Id, schedulers.Window, options: schedulers.Binding);
        Cards = bound;
    }

    public string Title { get; }

    public ReadOnlyObservableCollection<Card> Cards { get; }

    public void Dispose() => _binding.Dispose();
}
