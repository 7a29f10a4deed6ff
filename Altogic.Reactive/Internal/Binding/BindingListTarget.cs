using System.ComponentModel;

namespace Altogic.Reactive.Internal.Binding;

/// <summary>A <see cref="BindingList{T}"/> has no move: a row that moves is taken out and put in again.</summary>
internal sealed class BindingListTarget<T>(BindingList<T> list) : IListTarget<T>
{
    public IReadOnlyList<T> Items => list;

    public bool IsAs<TKey>(Row<T, TKey>[] rows)
    {
        if (list.Count != rows.Length) return false;
        for (var i = 0; i < rows.Length; i++)
            if (!EqualityComparer<T>.Default.Equals(list[i], rows[i].Item)) return false;
        return true;
    }

    public void Insert(int index, T item) => list.Insert(index, item);

    public void Remove(int index)
    {
        if (list.AllowRemove)
        {
            list.RemoveAt(index);
            return;
        }

        // AllowRemove is for the user of the grid; what the data says is another matter
        AllowRemove(true);
        try
        {
            list.RemoveAt(index);
        }
        finally
        {
            AllowRemove(false);
        }
    }

    public void Replace(int index, T item) => list[index] = item;

    public void Move(int index, int to, T item, bool isChanged)
    {
        Remove(index);
        Insert(to, item);
    }

    /// <summary>Without the reset of the whole list that the property raises.</summary>
    private void AllowRemove(bool isAllowed)
    {
        var isRaising = list.RaiseListChangedEvents;
        list.RaiseListChangedEvents = false;
        list.AllowRemove = isAllowed;
        list.RaiseListChangedEvents = isRaising;
    }
}
