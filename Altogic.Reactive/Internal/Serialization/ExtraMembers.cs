using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Members of an answer that have no property. Two are equal when they say the same.</summary>
internal sealed class ExtraMembers() : Dictionary<string, JToken>(StringComparer.Ordinal)
{
    public static ExtraMembers Of(IDictionary<string, JToken> members)
    {
        if (members is ExtraMembers ours) return ours;
        var copy = new ExtraMembers();
        foreach (var member in members) copy.Add(member.Key, member.Value);
        return copy;
    }

    public override bool Equals(object? obj) =>
        obj is ExtraMembers other && Count == other.Count
        && this.All(member => other.TryGetValue(member.Key, out var value) && JToken.DeepEquals(member.Value, value));

    // their values may change
    public override int GetHashCode() => 0;
}
