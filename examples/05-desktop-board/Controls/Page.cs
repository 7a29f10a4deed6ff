using System.Reactive.Disposables;
using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A part of the window that follows a view model until it is disposed.</summary>
internal abstract class Page : UserControl
{
    protected Page() => BackColor = Theme.Window;

    protected CompositeDisposable Bindings { get; } = [];

    protected override void Dispose(bool disposing)
    {
        if (disposing) Bindings.Dispose();
        base.Dispose(disposing);
    }
}
