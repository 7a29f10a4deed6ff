using System.Drawing;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>Draws lists and cards.</summary>
internal static class BoardPainter
{
    private const int Margin = 12;
    private const int FooterHeight = 20;

    public static int MeasureCard(Graphics graphics, Card card, int width) =>
        Math.Min(graphics.MeasureWrapped(card.Title, Theme.Normal, width - (2 * Margin)), 4 * Theme.Normal.Height) + FooterHeight + (2 * Margin) + Theme.Unit;

    public static void PaintColumn(Graphics graphics, ColumnBox column, bool isTarget)
    {
        graphics.FillRounded(isTarget ? Theme.AccentSoft : Theme.Column, column.Bounds, Theme.Unit);
        var header = new Rectangle(column.Bounds.X + Margin, column.Bounds.Y, column.Bounds.Width - (2 * Margin), BoardLayout.HeaderHeight);
        graphics.DrawLine(column.List.Title, Theme.Strong, Theme.Text, header);
        var count = column.List.Cards.Count.ToString(System.Globalization.CultureInfo.CurrentCulture);
        graphics.DrawCentred(count, Theme.Small, Theme.Quiet, new Rectangle(header.Right - 24, header.Y, 24, header.Height));
    }

    public static void PaintCard(Graphics graphics, Card card, Rectangle box, bool isSelected)
    {
        graphics.FillRounded(Theme.Line, new Rectangle(box.X, box.Y + 1, box.Width, box.Height));
        graphics.FillRounded(Theme.Surface, new Rectangle(box.X, box.Y, box.Width, box.Height - 1));
        if (isSelected) graphics.DrawRounded(Theme.Accent, box, 2);
        var inner = new Rectangle(box.X + Margin, box.Y + Margin, box.Width - (2 * Margin), box.Height - (2 * Margin));
        graphics.DrawWrapped(card.Title, Theme.Normal, Theme.Text, new Rectangle(inner.X, inner.Y, inner.Width, inner.Height - FooterHeight - Theme.Unit));
        var footer = new Rectangle(inner.X, inner.Bottom - FooterHeight, inner.Width, FooterHeight);
        graphics.DrawPerson(card.Author, new Rectangle(footer.X, footer.Y, FooterHeight, FooterHeight));
        graphics.DrawLine(Footer(card), Theme.Small, Theme.Quiet, new Rectangle(footer.X + FooterHeight + 6, footer.Y, footer.Width - FooterHeight - 6, FooterHeight));
    }

    /// <summary>Where a card was that is being dragged.</summary>
    public static void PaintEmptyPlace(Graphics graphics, Rectangle box) => graphics.DrawRounded(Theme.Line, box);

    public static void PaintMark(Graphics graphics, Rectangle mark) => graphics.FillRounded(Theme.Accent, mark, 1);

    /// <summary>What there is about the card besides its title: <c>2 comments · 1 file</c>, else who has written it.</summary>
    public static string Footer(Card card)
    {
        var counts = string.Join(" · ", new[] { Count(card.Comments, "comment"), Count(card.Files, "file") }.Where(part => part.Length > 0));
        return counts.Length > 0 ? counts : card.Author;
    }

    private static string Count(int number, string what) => number == 0 ? "" : number == 1 ? "1 " + what : $"{number} {what}s";
}
