using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>The refusals of the expression language (db-query §9.2).</summary>
internal static class ExpressionErrors
{
    private const int ShownLength = 1000;

    public static ApiException Syntax(string text, int position, string message) =>
        new(400, "invalid_expression", $"{message} (position {position})", Details(text, position));

    public static ApiException UnknownFunction(string text, int position, string name, string? suggestion)
    {
        var hint = suggestion is null ? "" : $" Did you mean {suggestion}?";
        return new(400, "unknown_function", $"There is no function named {name}.{hint}", Details(text, position));
    }

    public static ApiException ArgumentCount(string text, int position, string usage, int given) =>
        new(400, "invalid_argument_count", $"{usage} was called with {given} argument{(given == 1 ? "" : "s")}.", Details(text, position));

    public static ApiException NotInFilter(int position, string name) =>
        new(400, "invalid_expression", $"{name} gives another value for each object and cannot be used here.", new JsonObject { ["position"] = position });

    /// <summary>An argument that the documentation of a function refuses (expressions §5.5).</summary>
    public static ApiException Argument(string message) => new(400, "invalid_value", message);

    public static ApiException TooExpensive() => new(504, "query_timeout", "The expression takes too long to evaluate.");

    private static JsonObject Details(string text, int position) => new()
    {
        ["expression"] = text.Length <= ShownLength ? text : text[..ShownLength],
        ["position"] = position,
    };
}
