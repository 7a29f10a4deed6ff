using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Whether two values are the same to a person: 1 and 1.0 are.</summary>
internal static class JsonEquality
{
    public static bool AreSame(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null) return left is null && right is null;
        if (left.GetValueKind() != JsonValueKind.Number || right.GetValueKind() != JsonValueKind.Number) return JsonNode.DeepEquals(left, right);
        return Number(left).Equals(Number(right)) && (left.ToJsonString() == right.ToJsonString() || Math.Abs(Number(left)) < 1e15);
    }

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
