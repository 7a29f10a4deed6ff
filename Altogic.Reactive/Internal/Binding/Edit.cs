namespace Altogic.Reactive.Internal.Binding;

/// <summary>One step from a list to another. Indexes are those of the list as the steps before have left it.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Index">Where.</param>
/// <param name="To">Where a moved item goes, counted without it.</param>
/// <param name="Old">The item that must be there; nothing for an insertion.</param>
/// <param name="Item">What is there afterwards; nothing for a removal.</param>
/// <param name="IsChanged">Whether a moved item is another instance afterwards.</param>
internal readonly record struct Edit<T>(EditKind Kind, int Index, int To, T Old, T Item, bool IsChanged = false);
