using Altogic.Reactive.Database;

namespace Altogic.Reactive.Internal.Binding;

/// <summary>
/// Pages, pass by pass: page 1 begins one. What a pass has brought comes first, then what it has not brought yet; when it has brought
/// every page, the rest goes.
/// </summary>
internal sealed class PageFold<T, TKey>(Func<T, TKey> key) : IListFold<Page<T>, T, TKey>
{
    private readonly List<Row<T, TKey>> _pass = [];
    private Row<T, TKey>[] _before = [];
    private int _next = 1;
    private int _fullPage;

    public bool IsWhole => false;

    public bool Add(Page<T> input)
    {
        if (input.Number == 1)
        {
            _before = ToRows();
            _pass.Clear();
            _next = 1;
            _fullPage = input.Items.Count;
        }

        _pass.AddRange(Rows.Of(input.Items, key));
        _next = input.Number == _next ? _next + 1 : 0;
        if (_next > 0 && input.IsLast(_fullPage)) _before = [];
        return true;
    }

    // a pass with a gap says nothing about what it has not brought
    public void Fail() => _next = 0;

    // the last page of a server that does not count is known by the end alone
    public bool End()
    {
        if (_next <= 1 || _before.Length == 0) return false;
        _before = [];
        return true;
    }

    public Row<T, TKey>[] ToRows()
    {
        var brought = Rows.Unique([.. _pass]);
        if (_before.Length == 0) return brought;
        var keys = new HashSet<Key<TKey>>(brought.Select(row => row.Key));
        return [.. brought, .. _before.Where(row => !keys.Contains(row.Key))];
    }
}
