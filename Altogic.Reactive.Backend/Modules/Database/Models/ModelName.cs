using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>
/// The form of model names: segments of letters, digits, <c>_</c> and <c>-</c>, separated by dots. Names become parts of table
/// names, so nothing else gets through.
/// </summary>
internal static class ModelName
{
    public const string Users = "users";
    private const int LongestSegment = 64;
    private const int MostSegments = 16;

    /// <summary>The segments of a dotted name.</summary>
    /// <exception cref="ApiException">400 when the text cannot be a model name.</exception>
    public static string[] Split(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ApiException(400, "missing_required_value", "The name of the model is missing.", new JsonObject { ["field"] = "model" });
        var segments = name.Split('.');
        if (segments.Length > MostSegments || !Array.TrueForAll(segments, IsSegment))
            throw new ApiException(400, "invalid_value", "A model name consists of letters, digits, '_' and '-', with dots before sub-models.",
                new JsonObject { ["field"] = "model", ["value"] = name.Length > 200 ? name[..200] : name });
        return segments;
    }

    public static bool IsSegment(string segment)
    {
        if (segment.Length is 0 or > LongestSegment) return false;
        foreach (var c in segment)
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-')) return false;
        return true;
    }
}
