using Altogic.Reactive.Database;
using Newtonsoft.Json;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>A card: in which list it is, and where in it.</summary>
[Model("cards")]
public sealed record Card([property: JsonProperty("_id")] string Id, string Board, string List, string Title, double Position)
{
    public string Notes { get; init; } = "";

    public string Author { get; init; } = "";

    public int Comments { get; init; }

    public int Files { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}
