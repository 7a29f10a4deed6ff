using Altogic.Reactive.Database;
using Newtonsoft.Json;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>What somebody said about a card.</summary>
[Model("comments")]
public sealed record Comment([property: JsonProperty("_id")] string Id, string Card, string Author, string Text, DateTimeOffset CreatedAt);
