using System.Drawing;
using System.Windows.Forms;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A pressed button over a card: a click, until the pointer has gone far enough to mean a drag.</summary>
internal sealed class CardDrag
{
    private readonly CardBox _box;
    private readonly Point _start;

    public CardDrag(CardBox box, Point start)
    {
        (_box, _start) = (box, start);
        Pointer = start;
    }

    public Card Card => _box.Card;

    public Point Pointer { get; private set; }

    public bool HasBegun { get; private set; }

    /// <summary>Where the card under the pointer is drawn.</summary>
    public Rectangle Bounds => new(_box.Bounds.X + Pointer.X - _start.X, _box.Bounds.Y + Pointer.Y - _start.Y, _box.Bounds.Width, _box.Bounds.Height);

    public void MoveTo(Point pointer)
    {
        Pointer = pointer;
        HasBegun |= Math.Abs(pointer.X - _start.X) > SystemInformation.DragSize.Width || Math.Abs(pointer.Y - _start.Y) > SystemInformation.DragSize.Height;
    }
}
