using System.Drawing;
using System.Globalization;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>The comments of a card, the newest in sight.</summary>
internal sealed class CommentList : FlatList<Comment>
{
    private const int TextLeft = 36;
    private const int HeaderHeight = 18;

    public CommentList()
        : base("comments", canSelect: false, showsEnd: true) => BackColor = Theme.Surface;

    protected override string TextOf(Comment item) => $"{item.Author}: {item.Text}";

    protected override int MeasureRow(Graphics graphics, Comment item, int width) =>
        HeaderHeight + graphics.MeasureWrapped(item.Text, Theme.Normal, width - TextLeft) + (2 * Theme.Unit);

    protected override void PaintRow(Graphics graphics, Comment item, Rectangle box, bool isSelected)
    {
        graphics.DrawPerson(item.Author, new Rectangle(box.X, box.Y + 2, 28, 28));
        var time = item.CreatedAt.ToLocalTime().ToString("t", CultureInfo.CurrentCulture);
        graphics.DrawLine($"{item.Author}  ·  {time}", Theme.Small, Theme.Quiet, new Rectangle(box.X + TextLeft, box.Y, box.Width - TextLeft, HeaderHeight));
        graphics.DrawWrapped(item.Text, Theme.Normal, Theme.Text, new Rectangle(box.X + TextLeft, box.Y + HeaderHeight, box.Width - TextLeft, box.Height - HeaderHeight));
    }
}
