using System.Drawing;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>The boards at the side; the open one stands out.</summary>
internal sealed class BoardList : FlatList<Board>
{
    public BoardList()
        : base("boards") => BackColor = Theme.Side;

    /// <summary>The id of the open board.</summary>
    public string? Open
    {
        get;
        set
        {
            field = value;
            Invalidate();
        }
    }

    protected override string TextOf(Board item) => item.Title;

    protected override int MeasureRow(Graphics graphics, Board item, int width) => 5 * Theme.Unit;

    protected override void PaintRow(Graphics graphics, Board item, Rectangle box, bool isSelected)
    {
        var inner = new Rectangle(box.X, box.Y + 2, box.Width - 1, box.Height - 5);
        if (item.Id == Open) graphics.FillRounded(Theme.SideSelected, inner);
        if (isSelected) graphics.DrawRounded(Theme.Accent, inner);
        graphics.DrawLine(item.Title, item.Id == Open ? Theme.Strong : Theme.Normal, Theme.SideText, new Rectangle(inner.X + 12, inner.Y, inner.Width - 24, inner.Height));
    }
}
