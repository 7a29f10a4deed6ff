namespace Altogic.Reactive.Internal.Binding;

/// <summary>Every input is the list.</summary>
internal sealed class WholeListFold<T, TKey>(Func<T, TKey> key) : IListFold<IReadOnlyList<T>, T, TKey>
{
    private Row<T, TKey>[] _rows = [];

    public bool IsWhole => true;

    public bool Add(IReadOnlyList<T> input)
    {
        _rows = Rows.Unique(Rows.Of(input, key));
        return true;
    }

    public void Fail()
    {
        // the list stays as it is
    }

    public bool End() => false;

    public Row<T, TKey>[] ToRows() => _rows;
}
