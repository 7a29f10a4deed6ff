namespace Altogic.Reactive.Internal.Binding;

/// <summary>Something that has come from the source.</summary>
/// <param name="HasInput">Whether there is an input.</param>
/// <param name="Input">For the list.</param>
/// <param name="Then">Run on the view's scheduler once the list is changed; null for nothing.</param>
/// <param name="IsEnd">Whether it is the last.</param>
internal readonly record struct Arrival<TInput>(bool HasInput, TInput Input, Action? Then, bool IsEnd);
