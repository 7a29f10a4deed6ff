namespace Altogic.Reactive.Database;

/// <summary>An answer that stands for the items in it.</summary>
internal interface IHoldItems
{
    int ItemCount { get; }
}
