namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>A card on its way to another place.</summary>
public sealed record CardMove(string Card, string List, double Position)
{
    public Card ApplyTo(Card card) => card with { List = List, Position = Position };
}
