namespace Altogic.Reactive.Tests.Binding;

/// <summary>A row with a key and something that changes.</summary>
internal sealed record Item(string Id, string Text = "")
{
    public static IReadOnlyList<Item> List(params string[] ids) => [.. ids.Select(id => new Item(id))];

    public static IReadOnlyList<Item> Many(int count) => [.. Enumerable.Range(0, count).Select(i => new Item("k" + i))];
}
