using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>Where a list stands among everything that matches (db-query §3.1).</summary>
/// <param name="Count">All objects that match, regardless of paging.</param>
/// <param name="TotalPages">How many pages they fill; 0 when nothing matches.</param>
/// <param name="CurrentPage">The page of this list, from 1.</param>
/// <param name="PageSize">The limit in force; the server may have lowered the one asked for.</param>
public sealed record CountInfo(
    [property: JsonProperty("count")] long Count,
    [property: JsonProperty("totalPages")] int TotalPages,
    [property: JsonProperty("currentPage")] int CurrentPage,
    [property: JsonProperty("pageSize")] int PageSize);
