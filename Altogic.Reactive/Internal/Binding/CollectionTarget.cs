using System.Collections.ObjectModel;

namespace Altogic.Reactive.Internal.Binding;

internal sealed class CollectionTarget<T>(ObservableCollection<T> collection) : IListTarget<T>
{
    public IReadOnlyList<T> Items => collection;

    // what the app sees of it is read-only
    public bool IsAs<TKey>(Row<T, TKey>[] rows) => collection.Count == rows.Length;

    public void Insert(int index, T item) => collection.Insert(index, item);

    public void Remove(int index) => collection.RemoveAt(index);

    public void Replace(int index, T item) => collection[index] = item;

    public void Move(int index, int to, T item, bool isChanged)
    {
        collection.Move(index, to);
        if (isChanged) collection[to] = item;
    }
}
