namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>The selected card of a board, and where keys lead from it.</summary>
public sealed class CardCursor
{
    private readonly IReadOnlyList<ListViewModel> _lists;
    private readonly int _list;
    private readonly int _index;

    public CardCursor(IReadOnlyList<ListViewModel> lists, string? card)
    {
        _lists = lists;
        for (_list = 0; _list < lists.Count; _list++)
        {
            _index = lists[_list].Cards.ToList().FindIndex(candidate => candidate.Id == card);
            if (_index >= 0) return;
        }
    }

    public Card? Card => _list < _lists.Count ? _lists[_list].Cards[_index] : null;

    /// <summary>The card that a step to the right, to the left, down or up selects; at first the first one there is.</summary>
    public Card? Step(int right, int down)
    {
        if (Card is not { } card) return _lists.SelectMany(list => list.Cards).FirstOrDefault();
        if (down != 0) return At(_list, _index + down) ?? card;
        for (var list = _list + right; list >= 0 && list < _lists.Count; list += right)
            if (_lists[list].Cards.Count > 0) return At(list, Math.Min(_index, _lists[list].Cards.Count - 1));
        return card;
    }

    /// <summary>Where a step moves the selected card: the list, and the card it is then above. Null when there is no place.</summary>
    public (string List, Card? Below)? Place(int right, int down)
    {
        if (Card is null) return null;
        var (list, index) = (_list + right, _index + down);
        if (list < 0 || list >= _lists.Count || index < 0 || (down > 0 && index >= _lists[list].Cards.Count)) return null;
        return (_lists[list].Title, At(list, down > 0 ? index + 1 : index));
    }

    private Card? At(int list, int index) => index >= 0 && index < _lists[list].Cards.Count ? _lists[list].Cards[index] : null;
}
