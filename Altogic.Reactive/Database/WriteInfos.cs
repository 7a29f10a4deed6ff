using Newtonsoft.Json;

namespace Altogic.Reactive.Database;

/// <summary>What an update by query did.</summary>
/// <param name="TotalMatch">How many objects matched.</param>
/// <param name="Updated">How many of them were changed; fewer when some already had the values.</param>
public sealed record UpdateInfo(
    [property: JsonProperty("totalMatch")] long TotalMatch,
    [property: JsonProperty("updated")] long Updated);

/// <summary>What a deletion by query did.</summary>
/// <param name="TotalMatch">How many objects matched.</param>
/// <param name="Deleted">How many of them were deleted.</param>
public sealed record DeleteInfo(
    [property: JsonProperty("totalMatch")] long TotalMatch,
    [property: JsonProperty("deleted")] long Deleted);
