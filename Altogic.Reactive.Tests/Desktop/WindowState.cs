using System.Text.Json;

namespace Altogic.Reactive.Tests.Desktop;

/// <summary>What a window shows, as its trace says.</summary>
internal sealed record WindowState(IReadOnlyList<ShownControl> Controls, IReadOnlyList<ShownItem> Items)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The titles of the cards in a list.</summary>
    public IEnumerable<string> this[string list] => Items.Where(item => item.Group == list && item.Detail != "list").Select(item => item.Text);

    public static WindowState Parse(string line) => JsonSerializer.Deserialize<WindowState>(line, Web)!;

    public bool Has(string control) => Controls.Any(shown => shown.Name == control);

    public string TextOf(string control) => Controls.FirstOrDefault(shown => shown.Name == control)?.Text ?? "";

    public bool Shows(string group, string text) => Items.Any(item => item.Group == group && item.Text == text);
}
