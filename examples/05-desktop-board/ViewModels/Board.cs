using Altogic.Reactive.Database;
using Newtonsoft.Json;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>A board with the names of its lists, from left to right.</summary>
[Model("boards")]
public sealed record Board([property: JsonProperty("_id")] string Id, string Title, IReadOnlyList<string> Lists)
{
    public static IReadOnlyList<string> UsualLists { get; } = ["To do", "Doing", "Done"];
}
