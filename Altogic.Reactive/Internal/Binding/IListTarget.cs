namespace Altogic.Reactive.Internal.Binding;

/// <summary>The list that a view shows. Used on the view's scheduler only.</summary>
internal interface IListTarget<T>
{
    IReadOnlyList<T> Items { get; }

    /// <summary>Whether nobody else has changed the list.</summary>
    bool IsAs<TKey>(Row<T, TKey>[] rows);

    void Insert(int index, T item);

    void Remove(int index);

    void Replace(int index, T item);

    /// <summary>Moves an item; what arrives may be a newer instance of it.</summary>
    /// <param name="index">Where it is.</param>
    /// <param name="to">Where it goes, counted without it.</param>
    /// <param name="item">What is there afterwards.</param>
    /// <param name="isChanged">Whether that is another item than the one moved.</param>
    void Move(int index, int to, T item, bool isChanged);
}
