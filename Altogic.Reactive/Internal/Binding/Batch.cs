namespace Altogic.Reactive.Internal.Binding;

/// <summary>What the view's scheduler does in one go.</summary>
/// <param name="Edits">Steps, in order.</param>
/// <param name="Rows">The list after them.</param>
/// <param name="Then">What to run after the steps.</param>
internal sealed record Batch<T, TKey>(IReadOnlyList<Edit<T>> Edits, Row<T, TKey>[] Rows, IReadOnlyList<Action> Then);
