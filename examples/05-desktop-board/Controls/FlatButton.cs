using System.Drawing;
using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A button drawn flat; keys, mnemonics and focus are those of every button.</summary>
internal sealed class FlatButton : Button
{
    private readonly bool _isMain;
    private bool _isHot;

    public FlatButton(string name, string text, bool isMain = false)
    {
        (Name, Text, _isMain) = (name, text, isMain);
        SetStyle(ControlStyles.AllPaintingInWmPaint | ControlStyles.OptimizedDoubleBuffer | ControlStyles.UserPaint | ControlStyles.ResizeRedraw, true);
    }

    protected override void OnMouseEnter(EventArgs e)
    {
        base.OnMouseEnter(e);
        _isHot = true;
        Invalidate();
    }

    protected override void OnMouseLeave(EventArgs e)
    {
        base.OnMouseLeave(e);
        _isHot = false;
        Invalidate();
    }

    protected override void OnPaint(PaintEventArgs pevent)
    {
        var graphics = pevent.Graphics;
        graphics.Prepare();
        graphics.Clear(Parent?.BackColor ?? Theme.Window);
        var back = _isMain ? (_isHot ? Theme.AccentDark : Theme.Accent) : _isHot ? Theme.AccentSoft : Theme.Surface;
        graphics.FillRounded(Enabled ? back : Theme.Line, new Rectangle(0, 0, Width - 1, Height - 1));
        graphics.DrawRounded(Focused ? Theme.AccentDark : _isMain ? back : Theme.Line, ClientRectangle, Focused ? 2 : 1);
        graphics.DrawCentred(Text, Theme.Normal, !Enabled ? Theme.Quiet : _isMain ? Color.White : Theme.Text, ClientRectangle);
    }
}
