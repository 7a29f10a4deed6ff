using System.Drawing;
using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A line over the whole width that is there while it has something to say.</summary>
internal sealed class Strip : Control, IOptionalPart
{
    private readonly Color _back;
    private readonly Color _fore;

    public Strip(string name, Color back, Color fore)
    {
        (Name, _back, _fore) = (name, back, fore);
        SetStyle(ControlStyles.AllPaintingInWmPaint | ControlStyles.OptimizedDoubleBuffer | ControlStyles.UserPaint | ControlStyles.ResizeRedraw, true);
        SetStyle(ControlStyles.Selectable, false);
        Visible = false;
    }

    public bool IsShown => Text.Length > 0;

    protected override void OnTextChanged(EventArgs e)
    {
        base.OnTextChanged(e);
        Visible = IsShown;
        Parent?.PerformLayout();
        Invalidate();
    }

    protected override void OnPaint(PaintEventArgs e)
    {
        e.Graphics.Prepare();
        e.Graphics.Clear(_back);
        e.Graphics.DrawLine(Text, Theme.Normal, _fore, new Rectangle(2 * Theme.Unit, 0, Width - (4 * Theme.Unit), Height));
    }
}
