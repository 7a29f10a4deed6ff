namespace Altogic.Reactive.Internal.Binding;

/// <summary>A key that may be null, so that it can stand in a dictionary.</summary>
internal readonly record struct Key<TKey>(TKey Value);
