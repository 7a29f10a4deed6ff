namespace Altogic.Reactive.Internal.Binding;

internal static class Rows
{
    public static Row<T, TKey>[] Of<T, TKey>(IReadOnlyList<T> items, Func<T, TKey> key)
    {
        var rows = new Row<T, TKey>[items.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = new Row<T, TKey>(new Key<TKey>(key(items[i])), items[i]);
        return rows;
    }

    /// <summary>Of rows with the same key the last one stays, where it is.</summary>
    public static Row<T, TKey>[] Unique<T, TKey>(Row<T, TKey>[] rows)
    {
        var keys = new HashSet<Key<TKey>>();
        var unique = new List<Row<T, TKey>>(rows.Length);
        for (var i = rows.Length - 1; i >= 0; i--)
            if (keys.Add(rows[i].Key)) unique.Add(rows[i]);
        if (unique.Count == rows.Length) return rows;
        unique.Reverse();
        return [.. unique];
    }
}
