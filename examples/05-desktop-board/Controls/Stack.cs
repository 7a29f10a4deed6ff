using System.Drawing;
using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>
/// Puts its children one after the other, each as long as it was added with and the one without a length as long as what is left.
/// Invisible ones take no room. The same pixels on every platform.
/// </summary>
internal sealed class Stack : Panel
{
    private readonly Orientation _orientation;
    private readonly int _gap;
    private readonly List<(Control Control, int? Length)> _parts = [];

    public Stack(Orientation orientation, int padding = 0, int gap = Theme.Unit)
    {
        (_orientation, _gap) = (orientation, gap);
        Padding = new Padding(padding);
        SetStyle(ControlStyles.ResizeRedraw, true);
    }

    /// <summary>Adds the next child; without a length it takes what the others leave.</summary>
    public Stack With(Control child, int? length = null)
    {
        _parts.Add((child, length));
        child.TabIndex = _parts.Count;
        Controls.Add(child);
        child.VisibleChanged += (_, _) => PerformLayout();
        return this;
    }

    protected override void OnLayout(LayoutEventArgs levent)
    {
        base.OnLayout(levent);
        var box = new Rectangle(Padding.Left, Padding.Top, ClientSize.Width - Padding.Horizontal, ClientSize.Height - Padding.Vertical);
        var shown = _parts.Where(part => IsShown(part.Control)).ToList();
        var isRow = _orientation == Orientation.Horizontal;
        var rest = (isRow ? box.Width : box.Height) - shown.Sum(part => part.Length ?? 0) - (Math.Max(0, shown.Count - 1) * _gap);
        var at = isRow ? box.X : box.Y;
        foreach (var (control, fixedLength) in shown)
        {
            var length = Math.Max(0, fixedLength ?? rest);
            control.Bounds = isRow ? new Rectangle(at, box.Y, length, box.Height) : new Rectangle(box.X, at, box.Width, length);
            at += length + _gap;
        }
    }

    /// <summary>What was asked for, also while the stack itself is not on the screen: <see cref="Control.Visible"/> says what is seen.</summary>
    private static bool IsShown(Control control) => control is not IOptionalPart { IsShown: false };
}
