using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Drawing;
using System.Windows.Forms;

namespace Altogic.Reactive.Examples.DesktopBoard.Controls;

/// <summary>A list that draws its rows itself and follows a bound collection; rows may differ in height.</summary>
internal abstract class FlatList<T> : Control, IShowsItems, IOptionalPart
    where T : class
{
    private readonly List<(T Item, Rectangle Bounds)> _rows = [];
    private readonly bool _hidesWhenEmpty;
    private readonly bool _showsEnd;
    private ReadOnlyObservableCollection<T> _items = new([]);
    private int _offset;
    private int _selected;

    protected FlatList(string name, bool canSelect = true, bool showsEnd = false, bool hidesWhenEmpty = false)
    {
        (Name, _showsEnd, _hidesWhenEmpty) = (name, showsEnd, hidesWhenEmpty);
        SetStyle(ControlStyles.AllPaintingInWmPaint | ControlStyles.OptimizedDoubleBuffer | ControlStyles.UserPaint | ControlStyles.ResizeRedraw, true);
        SetStyle(ControlStyles.Selectable, canSelect);
        TabStop = canSelect;
    }

    /// <summary>Raised by a click on a row, and by Enter.</summary>
    public event Action<T>? Activated;

    public bool IsShown => !_hidesWhenEmpty || _items.Count > 0;

    public IEnumerable<ShownItem> Items => _rows.Select(row => new ShownItem(Name, TextOf(row.Item), DetailOf(row.Item), row.Bounds));

    /// <summary>Shows the collection and follows its changes until the subscription is disposed.</summary>
    public IDisposable Follow(ReadOnlyObservableCollection<T> items)
    {
        _items = items;
        Refill();
        return ((INotifyCollectionChanged)items).BindChanges(Refill);
    }

    protected abstract string TextOf(T item);

    /// <summary>What else the row says.</summary>
    protected virtual string DetailOf(T item) => "";

    protected abstract int MeasureRow(Graphics graphics, T item, int width);

    protected abstract void PaintRow(Graphics graphics, T item, Rectangle box, bool isSelected);

    /// <summary>Draws everything anew; an item that has changed inside calls for it.</summary>
    protected virtual void Refill()
    {
        if (_showsEnd) _offset = int.MaxValue;
        Visible = IsShown;
        Parent?.PerformLayout();
        Invalidate();
    }

    protected override bool IsInputKey(Keys keyData) => keyData is Keys.Up or Keys.Down or Keys.Enter || base.IsInputKey(keyData);

    protected override void OnKeyDown(KeyEventArgs e)
    {
        base.OnKeyDown(e);
        if (e.KeyCode is Keys.Up or Keys.Down)
        {
            _selected = Math.Max(0, Math.Min(_items.Count - 1, _selected + (e.KeyCode == Keys.Up ? -1 : 1)));
            Invalidate();
        }
        else if (e.KeyCode == Keys.Enter && _selected < _items.Count)
        {
            Activated?.Invoke(_items[_selected]);
        }
    }

    protected override void OnMouseDown(MouseEventArgs e)
    {
        base.OnMouseDown(e);
        if (TabStop) Focus();
        var index = _rows.FindIndex(row => row.Bounds.Contains(e.Location));
        if (index < 0) return;
        _selected = index;
        Invalidate();
        Activated?.Invoke(_rows[index].Item);
    }

    protected override void OnMouseWheel(MouseEventArgs e)
    {
        base.OnMouseWheel(e);
        _offset = Math.Max(0, _offset - (e.Delta / 2));
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
        e.Graphics.Prepare();
        e.Graphics.Clear(BackColor);
        var heights = _items.Select(item => MeasureRow(e.Graphics, item, Width)).ToList();
        _offset = Math.Max(0, Math.Min(_offset, heights.Sum() - Height));
        _rows.Clear();
        var top = -_offset;
        for (var i = 0; i < _items.Count; i++)
        {
            var box = new Rectangle(0, top, Width, heights[i]);
            _rows.Add((_items[i], box));
            if (box.Bottom > 0 && top < Height) PaintRow(e.Graphics, _items[i], box, Focused && i == _selected);
            top += heights[i];
        }
    }
}
