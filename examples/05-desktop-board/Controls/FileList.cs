using System.Drawing;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>The files of a card; a click or Enter downloads.</summary>
internal sealed class FileList : FlatList<StoredFile>
{
    public FileList()
        : base("files") => BackColor = Theme.Surface;

    public static string SizeOf(long bytes) => bytes < 1024 ? $"{bytes} B" : bytes < 1024 * 1024 ? $"{bytes / 1024} KB" : $"{bytes / 1024.0 / 1024:0.0} MB";

    protected override string TextOf(StoredFile item) => item.FileName;

    protected override int MeasureRow(Graphics graphics, StoredFile item, int width) => 28;

    protected override void PaintRow(Graphics graphics, StoredFile item, Rectangle box, bool isSelected)
    {
        var inner = new Rectangle(box.X, box.Y + 1, box.Width - 1, box.Height - 3);
        graphics.FillRounded(isSelected ? Theme.AccentSoft : Theme.Window, inner);
        graphics.DrawLine(item.FileName, Theme.Normal, Theme.Text, new Rectangle(inner.X + Theme.Unit, inner.Y, inner.Width - 88, inner.Height));
        graphics.DrawCentred(SizeOf(item.Size), Theme.Small, Theme.Quiet, new Rectangle(inner.Right - 76, inner.Y, 72, inner.Height));
    }
}
