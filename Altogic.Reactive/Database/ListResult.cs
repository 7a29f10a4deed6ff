namespace Altogic.Reactive.Database;

/// <summary>A list together with its place among everything that matches.</summary>
/// <param name="Info">Totals and paging.</param>
/// <param name="Data">The objects of this page; may be empty.</param>
/// <typeparam name="T">What the objects are read as.</typeparam>
public sealed record ListResult<T>(CountInfo Info, IReadOnlyList<T> Data) : IHoldItems
{
    int IHoldItems.ItemCount => Data.Count;
}
