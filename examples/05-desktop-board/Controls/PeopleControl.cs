using System.Drawing;
using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>Who has the board open: a disc each.</summary>
internal sealed class PeopleControl : Control, IShowsItems
{
    private const int Disc = 28;
    private const int Step = Disc + 4;
    private readonly ToolTip _names = new();
    private IReadOnlyList<string> _people = [];

    public PeopleControl()
    {
        (Name, BackColor, TabStop) = ("people", Theme.Surface, false);
        SetStyle(ControlStyles.AllPaintingInWmPaint | ControlStyles.OptimizedDoubleBuffer | ControlStyles.UserPaint | ControlStyles.ResizeRedraw, true);
        SetStyle(ControlStyles.Selectable, false);
    }

    public IEnumerable<ShownItem> Items => _people.Select((name, i) => new ShownItem("people", name, "", DiscOf(i)));

    public void Show(IReadOnlyList<string> people)
    {
        _people = people;
        _names.SetToolTip(this, string.Join(", ", people));
        Invalidate();
    }

    protected override void OnPaint(PaintEventArgs e)
    {
        e.Graphics.Prepare();
        e.Graphics.Clear(BackColor);
        for (var i = 0; i < _people.Count; i++) e.Graphics.DrawPerson(_people[i], DiscOf(i));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _names.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>From the right edge, as many as there are.</summary>
    private Rectangle DiscOf(int index) => new(Width - (_people.Count * Step) + (index * Step), (Height - Disc) / 2, Disc, Disc);
}
