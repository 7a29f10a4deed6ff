using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>The outcome of a conversion: a value to store, or a code and a sentence. Immutable.</summary>
internal readonly struct ConvertedValue
{
    private ConvertedValue(JsonNode? node, string? code, string? problem) => (Node, Code, Problem) = (node, code, problem);

    public JsonNode? Node { get; }

    /// <summary>Null when the conversion succeeded.</summary>
    public string? Code { get; }

    /// <summary>What is wrong, as the end of a sentence that begins with the field: "must be a number".</summary>
    public string? Problem { get; }

    public static ConvertedValue Of(JsonNode? node) => new(node, null, null);

    public static ConvertedValue WrongType(string problem) => new(null, "invalid_type", problem);

    public static ConvertedValue Failed(string code, string problem) => new(null, code, problem);
}
