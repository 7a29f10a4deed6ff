using System.Drawing;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>Where the lists and cards of a board are, in pixels of the control.</summary>
internal sealed class BoardLayout
{
    public const int HeaderHeight = 5 * Theme.Unit;
    private const int Gap = 2 * Theme.Unit;

    private BoardLayout(IReadOnlyList<ColumnBox> columns) => Columns = columns;

    public static BoardLayout Empty { get; } = new([]);

    public IReadOnlyList<ColumnBox> Columns { get; }

    /// <summary>Columns of one width side by side, in each the cards below each other, scrolled by the offset of the column.</summary>
    public static BoardLayout Arrange(Size size, IReadOnlyList<ListViewModel> lists, Func<Card, int, int> measure, Func<ListViewModel, int> offset)
    {
        if (lists.Count == 0) return Empty;
        var width = (size.Width - (Gap * (lists.Count - 1))) / lists.Count;
        return new BoardLayout([.. lists.Select((list, i) => Column(
            list, new Rectangle(i * (width + Gap), 0, width, size.Height), measure, offset(list)))]);
    }

    public ColumnBox? ColumnAt(Point point) => Columns.FirstOrDefault(column => column.Bounds.Contains(point));

    public CardBox? CardAt(Point point) => ColumnAt(point) is { } column && column.Body.Contains(point)
        ? column.Cards.FirstOrDefault(card => card.Bounds.Contains(point))
        : null;

    /// <summary>Where a card would go that is let go at the point: above the first card whose middle is below it.</summary>
    public DropPlace? DropAt(Point point, Card dragged)
    {
        if (Columns.FirstOrDefault(column => point.X >= column.Bounds.Left && point.X < column.Bounds.Right) is not { } column) return null;
        var others = column.Cards.Where(card => card.Card.Id != dragged.Id).ToList();
        var below = others.FirstOrDefault(card => point.Y < card.Bounds.Top + (card.Bounds.Height / 2));
        var line = below?.Bounds.Top ?? (others.Count > 0 ? others[others.Count - 1].Bounds.Bottom + Theme.Unit : column.Body.Top + Theme.Unit);
        return new DropPlace(column.List.Title, below?.Card, new Rectangle(column.Bounds.X + Theme.Unit, line - 5, column.Bounds.Width - Gap, 3));
    }

    private static ColumnBox Column(ListViewModel list, Rectangle bounds, Func<Card, int, int> measure, int offset)
    {
        var body = new Rectangle(bounds.X, bounds.Y + HeaderHeight, bounds.Width, bounds.Height - HeaderHeight - Theme.Unit);
        var cards = new List<CardBox>();
        var top = body.Top;
        foreach (var card in list.Cards)
        {
            var box = new Rectangle(body.X + Theme.Unit, top, body.Width - (2 * Theme.Unit), measure(card, body.Width - (2 * Theme.Unit)));
            cards.Add(new CardBox(card, box));
            top = box.Bottom + Theme.Unit;
        }

        var scrolled = Math.Max(0, Math.Min(offset, top - body.Bottom));
        return new ColumnBox(list, bounds, body, [.. cards.Select(card => card with { Bounds = Moved(card.Bounds, -scrolled) })], scrolled);
    }

    private static Rectangle Moved(Rectangle box, int down) => new(box.X, box.Y + down, box.Width, box.Height);
}
