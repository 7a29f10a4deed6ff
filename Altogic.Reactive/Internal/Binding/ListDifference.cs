namespace Altogic.Reactive.Internal.Binding;

/// <summary>How to get from one list to another.</summary>
/// <param name="Edits">The steps, in order.</param>
/// <param name="Rows">The list after them: the new one, with the old instances of what has not changed.</param>
internal sealed record ListDifference<T, TKey>(IReadOnlyList<Edit<T>> Edits, Row<T, TKey>[] Rows);
