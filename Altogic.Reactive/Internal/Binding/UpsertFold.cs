namespace Altogic.Reactive.Internal.Binding;

/// <summary>Every input brings items that take the places of those with their keys, or the next ones at the end.</summary>
internal sealed class UpsertFold<TInput, T, TKey>(
    Func<TInput, IReadOnlyList<T>> items, Func<T, TKey> key, IEqualityComparer<T> equality) : IListFold<TInput, T, TKey>
{
    private readonly List<Row<T, TKey>> _rows = [];
    private readonly Dictionary<Key<TKey>, int> _places = [];

    public bool IsWhole => false;

    public bool Add(TInput input)
    {
        var isChanged = false;
        foreach (var row in Rows.Of(items(input), key)) isChanged |= Put(row);
        return isChanged;
    }

    public void Fail()
    {
        // the list stays as it is
    }

    public bool End() => false;

    public Row<T, TKey>[] ToRows() => [.. _rows];

    private bool Put(Row<T, TKey> row)
    {
        if (!_places.TryGetValue(row.Key, out var place))
        {
            _places.Add(row.Key, _rows.Count);
            _rows.Add(row);
            return true;
        }

        if (equality.Equals(_rows[place].Item, row.Item)) return false;
        _rows[place] = row;
        return true;
    }
}
