using System.Text.Json;

namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>A JSON value that knows where it stands.</summary>
internal sealed class LocatedJson(string path, int line, JsonValueKind kind)
{
    /// <summary>For example <c>models.todos.fields.title</c>; empty for the whole.</summary>
    public string Path { get; } = path;

    public int Line { get; } = line;

    public JsonValueKind Kind { get; } = kind;

    /// <summary>A string's value, or a number as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>An object's members in the order written.</summary>
    public List<(string Name, int Line, LocatedJson Value)> Members { get; } = [];

    /// <summary>An array's items.</summary>
    public List<LocatedJson> Items { get; } = [];
}
