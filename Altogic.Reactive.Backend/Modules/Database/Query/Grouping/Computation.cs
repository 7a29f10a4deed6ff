namespace Altogic.Reactive.Backend.Modules.Database.Query.Grouping;

/// <summary>The kinds of figures that compute gives for a group (db-query §6.2).</summary>
internal enum ComputationType
{
    Count,
    CountIf,
    Sum,
    Avg,
    Min,
    Max,
}

/// <summary>How the rows are sorted by a computation.</summary>
internal enum RowOrder
{
    None,
    Ascending,
    Descending,
}

/// <summary>A figure to calculate for each group. Immutable.</summary>
/// <param name="Name">The member of the result rows.</param>
/// <param name="Type">What is calculated.</param>
/// <param name="Expression">What is calculated with; null for a count.</param>
/// <param name="Order">How the rows are sorted by it.</param>
internal sealed record Computation(string Name, ComputationType Type, Expression? Expression, RowOrder Order);
