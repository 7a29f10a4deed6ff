using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Whether two values are the same to a person: 1 and 1.0 are.</summary>
internal static class JsonEquality
{
    /// <summary>The same for sets.</summary>
    public static IEqualityComparer<JsonNode?> Comparer { get; } = EqualityComparer<JsonNode?>.Create(AreSame, HashOf);

    public static bool AreSame(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null) return left is null && right is null;
        if (left.GetValueKind() != JsonValueKind.Number || right.GetValueKind() != JsonValueKind.Number) return JsonNode.DeepEquals(left, right);
        return Number(left).Equals(Number(right)) && (left.ToJsonString() == right.ToJsonString() || Math.Abs(Number(left)) < 1e15);
    }

    private static int HashOf(JsonNode? node) => node switch
    {
        null => 0,
        JsonArray list => list.Aggregate(list.Count, (hash, item) => HashCode.Combine(hash, HashOf(item))),
        JsonObject values => values.Aggregate(values.Count, (hash, member) => hash ^ HashCode.Combine(member.Key, HashOf(member.Value))),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.Number => Number(node).GetHashCode(),
            JsonValueKind.String => node.GetValue<string>().GetHashCode(StringComparison.Ordinal),
            var kind => (int)kind,
        },
    };

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
