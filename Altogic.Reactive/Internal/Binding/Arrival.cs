namespace Altogic.Reactive.Internal.Binding;

/// <summary>Something that has come from the source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Input">For the list; nothing unless it is an input.</param>
/// <param name="Then">Run on the view's scheduler once the list is changed; null for nothing.</param>
internal readonly record struct Arrival<TInput>(ArrivalKind Kind, TInput Input, Action? Then);
