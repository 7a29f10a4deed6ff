namespace Altogic.Reactive.Database;

/// <summary>Which end comes first. Missing and null values count as the smallest (db-query §2.4).</summary>
public enum SortDirection
{
    /// <summary><c>asc</c>: smallest first.</summary>
    Ascending,

    /// <summary><c>desc</c>: largest first.</summary>
    Descending,
}
