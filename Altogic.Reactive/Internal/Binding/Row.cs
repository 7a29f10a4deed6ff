namespace Altogic.Reactive.Internal.Binding;

/// <summary>An item with its key, which is asked for once: when the item arrives.</summary>
internal readonly record struct Row<T, TKey>(Key<TKey> Key, T Item);
