namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>A queue whose items have ascending keys, so that its end from any key on is found without looking at the rest. Not thread-safe.</summary>
/// <param name="keyOf">The key of an item; greater than that of the item before it.</param>
internal sealed class AscendingRing<T>(Func<T, long> keyOf)
    where T : class
{
    private const int Smallest = 16;
    private T?[] _items = new T?[Smallest];
    private int _head;

    public int Count { get; private set; }

    public T First => Count > 0 ? At(0) : throw new InvalidOperationException("There is no item.");

    public void Add(T item)
    {
        if (Count == _items.Length) Resize(2 * Count);
        _items[(_head + Count) & (_items.Length - 1)] = item;
        Count++;
    }

    public T RemoveFirst()
    {
        var first = First;
        _items[_head] = null;
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        // after a burst the array must not stay as large as it was
        if (_items.Length > Smallest && Count <= _items.Length / 8) Resize(_items.Length / 2);
        return first;
    }

    /// <summary>The items whose key is greater, in order.</summary>
    public IEnumerable<T> After(long key)
    {
        for (var i = FirstAfter(key); i < Count; i++) yield return At(i);
    }

    private int FirstAfter(long key)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (keyOf(At(middle)) > key) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private T At(int index) => _items[(_head + index) & (_items.Length - 1)]!;

    private void Resize(int length)
    {
        var items = new T?[length];
        for (var i = 0; i < Count; i++) items[i] = At(i);
        (_items, _head) = (items, 0);
    }
}
