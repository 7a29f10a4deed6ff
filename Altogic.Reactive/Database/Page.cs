namespace Altogic.Reactive.Database;

/// <summary>One page of a <see cref="PagedQuery{T}"/>.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">The page size in force; the server may have lowered the one asked for.</param>
/// <param name="Items">Its objects; empty past the end.</param>
/// <param name="TotalCount">All objects that matched when this page was read; null when the server did not count.</param>
/// <param name="TotalPages">How many pages they fill; null when the server did not count.</param>
/// <typeparam name="T">What the objects are read as.</typeparam>
public sealed record Page<T>(int Number, int Size, IReadOnlyList<T> Items, long? TotalCount, int? TotalPages) : IHoldItems
{
    int IHoldItems.ItemCount => Items.Count;

    /// <summary>Whether none follows. A server that does not count may also have lowered the page size, so the first page shows what a full one is.</summary>
    internal bool IsLast(int fullPage) => TotalPages is { } total ? Number >= total : Items.Count == 0 || Items.Count < fullPage;
}
