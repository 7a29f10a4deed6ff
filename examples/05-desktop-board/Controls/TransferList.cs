using System.Collections.ObjectModel;
using System.Drawing;
using System.Globalization;
using System.Reactive.Disposables;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>The files on their way, each with a bar.</summary>
internal sealed class TransferList : FlatList<TransferViewModel>
{
    private readonly SerialDisposable _progress = new();
    private IReadOnlyList<TransferViewModel> _transfers = [];

    public TransferList()
        : base("transfers", canSelect: false, hidesWhenEmpty: true) => BackColor = Theme.Surface;

    public IDisposable FollowProgress(ReadOnlyObservableCollection<TransferViewModel> transfers)
    {
        _transfers = transfers;
        return new CompositeDisposable(Follow(transfers), Disposable.Create(() => _progress.Disposable = null));
    }

    protected override void Refill()
    {
        base.Refill();
        _progress.Disposable = new CompositeDisposable(_transfers.Select(transfer => transfer.BindChanges(Invalidate)));
    }

    protected override string TextOf(TransferViewModel item) => item.Name;

    protected override string DetailOf(TransferViewModel item) => item.Fraction.ToString("P0", CultureInfo.CurrentCulture);

    protected override int MeasureRow(Graphics graphics, TransferViewModel item, int width) => 4 * Theme.Unit;

    protected override void PaintRow(Graphics graphics, TransferViewModel item, Rectangle box, bool isSelected)
    {
        graphics.DrawLine(item.Name, Theme.Small, Theme.Quiet, new Rectangle(box.X, box.Y, box.Width - 48, 18));
        graphics.DrawCentred(DetailOf(item), Theme.Small, Theme.Quiet, new Rectangle(box.Right - 48, box.Y, 48, 18));
        var bar = new Rectangle(box.X, box.Y + 20, box.Width - 1, 6);
        graphics.FillRounded(Theme.Column, bar, 3);
        graphics.FillRounded(Theme.Accent, new Rectangle(bar.X, bar.Y, Math.Max(6, (int)(bar.Width * item.Fraction)), bar.Height), 3);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _progress.Dispose();
        base.Dispose(disposing);
    }
}
