using System.Drawing;
using System.Drawing.Drawing2D;
using System.Drawing.Text;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>The few shapes that all controls are drawn with.</summary>
internal static class Drawing
{
    private static readonly StringFormat OneLine = new(StringFormatFlags.NoWrap)
    {
        Trimming = StringTrimming.EllipsisCharacter,
        LineAlignment = StringAlignment.Center,
    };

    private static readonly StringFormat OneLineCentred = new(StringFormatFlags.NoWrap)
    {
        Trimming = StringTrimming.EllipsisCharacter,
        LineAlignment = StringAlignment.Center,
        Alignment = StringAlignment.Center,
        HotkeyPrefix = HotkeyPrefix.Hide,
    };

    private static readonly StringFormat Wrapped = new() { Trimming = StringTrimming.EllipsisWord };

    public static void Prepare(this Graphics graphics)
    {
        graphics.SmoothingMode = SmoothingMode.AntiAlias;
        graphics.TextRenderingHint = TextRenderingHint.ClearTypeGridFit;
    }

    public static void FillRounded(this Graphics graphics, Color color, Rectangle box, int radius = Theme.Radius)
    {
        using var brush = new SolidBrush(color);
        using var path = Rounded(box, radius);
        graphics.FillPath(brush, path);
    }

    public static void DrawRounded(this Graphics graphics, Color color, Rectangle box, int width = 1, int radius = Theme.Radius)
    {
        using var pen = new Pen(color, width);
        using var path = Rounded(new Rectangle(box.X, box.Y, box.Width - 1, box.Height - 1), radius);
        graphics.DrawPath(pen, path);
    }

    public static void DrawLine(this Graphics graphics, string text, Font font, Color color, Rectangle box) => Draw(graphics, text, font, color, box, OneLine);

    public static void DrawCentred(this Graphics graphics, string text, Font font, Color color, Rectangle box) =>
        Draw(graphics, text, font, color, box, OneLineCentred);

    public static void DrawWrapped(this Graphics graphics, string text, Font font, Color color, Rectangle box) => Draw(graphics, text, font, color, box, Wrapped);

    public static int MeasureWrapped(this Graphics graphics, string text, Font font, int width) =>
        (int)Math.Ceiling(graphics.MeasureString(text, font, width, Wrapped).Height);

    /// <summary>A disc with the first letter of a name.</summary>
    public static void DrawPerson(this Graphics graphics, string name, Rectangle box)
    {
        using var brush = new SolidBrush(Theme.ColorOf(name));
        graphics.FillEllipse(brush, box);
        graphics.DrawCentred(name.Length == 0 ? "?" : name.Substring(0, 1).ToUpperInvariant(), Theme.Small, Color.White, box);
    }

    private static void Draw(Graphics graphics, string text, Font font, Color color, Rectangle box, StringFormat format)
    {
        using var brush = new SolidBrush(color);
        graphics.DrawString(text, font, brush, box, format);
    }

    private static GraphicsPath Rounded(Rectangle box, int radius)
    {
        var path = new GraphicsPath();
        var size = radius * 2;
        path.AddArc(box.X, box.Y, size, size, 180, 90);
        path.AddArc(box.Right - size, box.Y, size, size, 270, 90);
        path.AddArc(box.Right - size, box.Bottom - size, size, size, 0, 90);
        path.AddArc(box.X, box.Bottom - size, size, size, 90, 90);
        path.CloseFigure();
        return path;
    }
}
