using System.Collections.Specialized;
using System.Drawing;
using System.Reactive.Disposables;
using System.Windows.Forms;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>
/// The lists of a board with their cards. Mouse: click opens, drag moves. Keys: arrows select, Ctrl and arrows move, Enter opens.
/// </summary>
internal sealed class BoardControl : Control, IShowsItems
{
    private readonly Dictionary<string, int> _offsets = [];
    private readonly SerialDisposable _following = new();
    private BoardViewModel? _board;
    private BoardLayout _layout = BoardLayout.Empty;
    private CardDrag? _drag;
    private string? _selected;

    public BoardControl()
    {
        (Name, BackColor, TabStop) = ("board", Theme.Window, true);
        SetStyle(ControlStyles.AllPaintingInWmPaint | ControlStyles.OptimizedDoubleBuffer | ControlStyles.UserPaint | ControlStyles.ResizeRedraw | ControlStyles.Selectable, true);
    }

    public IEnumerable<ShownItem> Items => _layout.Columns.SelectMany(column => column.Cards
        .Select(card => new ShownItem(column.List.Title, card.Card.Title, BoardPainter.Footer(card.Card), card.Bounds))
        .Append(new ShownItem(column.List.Title, "", "list", column.Bounds)));

    public void Show(BoardViewModel? board)
    {
        _board = board;
        (_selected, _drag) = (null, null);
        _offsets.Clear();
        _following.Disposable = board is null ? Disposable.Empty : new CompositeDisposable(
            board.Lists.Select(list => ((INotifyCollectionChanged)list.Cards).BindChanges(Invalidate)));
        Invalidate();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _following.Dispose();
        base.Dispose(disposing);
    }

    protected override bool IsInputKey(Keys keyData) =>
        (keyData & Keys.KeyCode) is Keys.Up or Keys.Down or Keys.Left or Keys.Right or Keys.Enter || base.IsInputKey(keyData);

    protected override void OnKeyDown(KeyEventArgs e)
    {
        base.OnKeyDown(e);
        if (_board is not { } board) return;
        var (right, down) = e.KeyCode switch
        {
            Keys.Left => (-1, 0),
            Keys.Right => (1, 0),
            Keys.Up => (0, -1),
            Keys.Down => (0, 1),
            _ => (0, 0),
        };
        var cursor = new CardCursor(board.Lists, _selected);
        if (e.KeyCode == Keys.Escape) Drop(null);
        else if (e.KeyCode == Keys.Enter) board.Show(cursor.Card);
        else if (right == 0 && down == 0) return;
        else if (!e.Control) Select(cursor.Step(right, down));
        else if (cursor.Place(right, down) is { } place) board.Move(cursor.Card!, place.List, place.Below);
    }

    protected override void OnMouseDown(MouseEventArgs e)
    {
        base.OnMouseDown(e);
        Focus();
        if (e.Button != MouseButtons.Left || _layout.CardAt(e.Location) is not { } hit) return;
        Select(hit.Card);
        _drag = new CardDrag(hit, e.Location);
    }

    protected override void OnMouseMove(MouseEventArgs e)
    {
        base.OnMouseMove(e);
        if (_drag is null) return;
        _drag.MoveTo(e.Location);
        if (_drag.HasBegun) Invalidate();
    }

    protected override void OnMouseUp(MouseEventArgs e)
    {
        base.OnMouseUp(e);
        if (_drag is not { } drag) return;
        if (drag.HasBegun) Drop(_layout.DropAt(e.Location, drag.Card));
        else _board?.Show(drag.Card);
        _drag = null;
    }

    protected override void OnMouseWheel(MouseEventArgs e)
    {
        base.OnMouseWheel(e);
        if (_layout.ColumnAt(e.Location) is not { } column) return;
        _offsets[column.List.Title] = Math.Max(0, column.Offset - (e.Delta / 2));
        Invalidate();
    }

    protected override void OnGotFocus(EventArgs e)
    {
        base.OnGotFocus(e);
        Invalidate();
    }

    protected override void OnLostFocus(EventArgs e)
    {
        base.OnLostFocus(e);
        Invalidate();
    }

    protected override void OnPaint(PaintEventArgs e)
    {
        var graphics = e.Graphics;
        graphics.Prepare();
        graphics.Clear(BackColor);
        _layout = BoardLayout.Arrange(
            ClientSize, _board?.Lists ?? [], (card, width) => BoardPainter.MeasureCard(graphics, card, width),
            list => _offsets.TryGetValue(list.Title, out var offset) ? offset : 0);
        var place = _drag is { HasBegun: true } moving ? _layout.DropAt(moving.Pointer, moving.Card) : null;
        foreach (var column in _layout.Columns) PaintColumn(graphics, column, place?.List == column.List.Title);
        if (place is not null) BoardPainter.PaintMark(graphics, place.Mark);
        if (_drag is { HasBegun: true } drag) BoardPainter.PaintCard(graphics, drag.Card, drag.Bounds, isSelected: true);
    }

    private void PaintColumn(Graphics graphics, ColumnBox column, bool isTarget)
    {
        BoardPainter.PaintColumn(graphics, column, isTarget);
        graphics.SetClip(column.Body);
        foreach (var card in column.Cards.Where(card => card.Bounds.IntersectsWith(column.Body)))
        {
            if (_drag is { HasBegun: true } drag && drag.Card.Id == card.Card.Id) BoardPainter.PaintEmptyPlace(graphics, card.Bounds);
            else BoardPainter.PaintCard(graphics, card.Card, card.Bounds, isSelected: card.Card.Id == _selected && Focused);
        }

        graphics.ResetClip();
    }

    private void Select(Card? card)
    {
        _selected = card?.Id ?? _selected;
        Invalidate();
    }

    private void Drop(DropPlace? place)
    {
        if (place is not null && _drag is { } drag) _board?.Move(drag.Card, place.List, place.Below);
        _drag = null;
        Invalidate();
    }
}
