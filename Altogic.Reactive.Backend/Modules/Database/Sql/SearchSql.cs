using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>How a search narrows a query and puts its rows in order: best first, ties by id (db-query §7).</summary>
/// <param name="Join">What is joined to the rows.</param>
/// <param name="Condition">What makes a row a match.</param>
/// <param name="Order">The order, without the id behind it.</param>
internal sealed record SearchSql(string Join, string Condition, string Order)
{
    /// <summary>By the text index of the model.</summary>
    public static SearchSql ByIndex(ResolvedModel model, RowSource row, string match, SqlParameters parameters) => new(
        $" JOIN {model.SearchTable} AS f ON f.rowid = {row.Alias}.seq",
        $"f.{model.SearchTable} MATCH {parameters.Add(match)}",
        "f.rank");

    /// <summary>By looking at every object.</summary>
    public static SearchSql ByScore(RowSource row, Func<JsonElement, double> score, QueryFunctions functions)
    {
        var value = functions.Score(row, score);
        return new SearchSql("", $"{value} > 0", $"{value} DESC");
    }
}
