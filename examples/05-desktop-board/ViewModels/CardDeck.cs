namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>
/// The cards of a board as the window shows them: what the backend has, and above it the moves that it has not confirmed yet. Immutable;
/// taking a move off again is the roll-back.
/// </summary>
public sealed record CardDeck
{
    public static CardDeck Empty { get; } = new();

    private IReadOnlyList<Card> Saved { get; init; } = [];

    private IReadOnlyList<CardMove> Moves { get; init; } = [];

    public IReadOnlyList<Card> Cards => [.. Saved.Select(card => Moves.Where(move => move.Card == card.Id).Aggregate(card, (c, move) => move.ApplyTo(c)))];

    /// <summary>The cards of one list, from top to bottom.</summary>
    public IReadOnlyList<Card> In(string list) =>
        [.. Cards.Where(card => card.List == list).OrderBy(card => card.Position).ThenBy(card => card.Id, StringComparer.Ordinal)];

    /// <summary>Takes over what a query found. It may have been asked before a change that is known here already: the newer one stays.</summary>
    public CardDeck Load(IReadOnlyList<Card> cards)
    {
        var known = Saved.ToDictionary(card => card.Id);
        return this with { Saved = [.. cards.Select(card => known.TryGetValue(card.Id, out var old) && old.UpdatedAt > card.UpdatedAt ? old : card)] };
    }

    /// <summary>Shows the move, which is not saved yet.</summary>
    public CardDeck Begin(CardMove move) => this with { Moves = [.. Moves, move] };

    /// <summary>The move is saved, or has failed: only what the backend has is shown.</summary>
    public CardDeck End(CardMove move) => this with { Moves = [.. Moves.Where(other => !ReferenceEquals(other, move))] };

    /// <summary>Takes over one card as the backend has it now.</summary>
    public CardDeck Put(Card card) => this with { Saved = [.. Saved.Where(other => other.Id != card.Id), card] };

    /// <summary>A position in the list that puts a card right above another one; with null below all.</summary>
    public double PositionAbove(string list, Card? below, string? card = null)
    {
        var others = In(list).Where(other => other.Id != card).ToList();
        var index = others.FindIndex(other => other.Id == below?.Id);
        if (index < 0) return others.Count == 0 ? 0 : others[others.Count - 1].Position + 1;
        return index == 0 ? others[0].Position - 1 : (others[index - 1].Position + others[index].Position) / 2;
    }
}
