using System.Drawing;
using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A text box in a drawn frame, with a hint while it is empty.</summary>
internal sealed class Field : Panel, IOptionalPart
{
    private readonly Label _hint;

    public Field(string name, string hint, bool isSecret = false, bool isTall = false)
    {
        BackColor = Theme.Surface;
        SetStyle(ControlStyles.AllPaintingInWmPaint | ControlStyles.OptimizedDoubleBuffer | ControlStyles.UserPaint | ControlStyles.ResizeRedraw, true);
        Box = new TextBox
        {
            Name = name,
            AccessibleName = hint,
            BorderStyle = BorderStyle.None,
            Font = Theme.Normal,
            ForeColor = Theme.Text,
            BackColor = Theme.Surface,
            AutoSize = false,
            UseSystemPasswordChar = isSecret,
            Multiline = isTall,
            AcceptsReturn = isTall,
        };
        _hint = new Label { Text = hint, Font = Theme.Normal, ForeColor = Theme.Quiet, BackColor = Theme.Surface, Cursor = Cursors.IBeam };
        Controls.Add(_hint);
        Controls.Add(Box);
        _hint.BringToFront();
        _hint.MouseDown += (_, _) => Box.Focus();
        Box.TextChanged += (_, _) => ShowHint();
        Box.GotFocus += (_, _) => ShowHint();
        Box.LostFocus += (_, _) => ShowHint();
    }

    public TextBox Box { get; }

    public bool IsShown
    {
        get;
        set
        {
            field = value;
            Visible = value;
            Parent?.PerformLayout();
        }
    } = true;

    /// <summary>What runs when Enter is pressed in it.</summary>
    public Field OnEnter(Action<string> enter)
    {
        Box.KeyDown += (_, e) =>
        {
            if (e.KeyCode != Keys.Enter) return;
            e.SuppressKeyPress = true;
            if (Box.Text.Trim().Length > 0) enter(Box.Text.Trim());
        };
        return this;
    }

    /// <summary>Empties it, unless something else has been typed since.</summary>
    public void Accept(string text)
    {
        if (Box.Text.Trim() == text) Box.Clear();
    }

    /// <summary>Shows another text, with the cursor behind it.</summary>
    public void Show(string text)
    {
        if (Box.Text == text) return;
        Box.Text = text;
        Box.SelectionStart = text.Length;
    }

    private void ShowHint()
    {
        _hint.Visible = Box.TextLength == 0 && !Box.Focused;
        Invalidate();
    }

    protected override void OnLayout(LayoutEventArgs levent)
    {
        base.OnLayout(levent);
        var height = Box.Multiline ? Height - (2 * Theme.Unit) : Theme.Normal.Height + 4;
        Box.Bounds = new Rectangle(Theme.Unit + 2, (Height - height) / 2, Width - (2 * Theme.Unit) - 4, height);
        _hint.Bounds = new Rectangle(Box.Left, Box.Top, Box.Width, Theme.Normal.Height + 4);
    }

    protected override void OnPaint(PaintEventArgs e)
    {
        e.Graphics.Prepare();
        e.Graphics.Clear(Parent?.BackColor ?? Theme.Window);
        e.Graphics.FillRounded(Theme.Surface, new Rectangle(0, 0, Width - 1, Height - 1));
        e.Graphics.DrawRounded(Box.Focused ? Theme.Accent : Theme.Line, ClientRectangle, Box.Focused ? 2 : 1);
    }
}
