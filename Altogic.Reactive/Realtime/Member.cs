using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>One connection in a channel. Immutable.</summary>
/// <param name="Id">The id of its socket, another one after each reconnection.</param>
/// <param name="Data">Its profile as given to <c>UpdateProfile</c>; null when it has none. Treat it as read-only.</param>
public sealed record Member([property: JsonProperty("id", Required = Required.Always)] string Id, JToken? Data)
{
    /// <summary>Its profile as given to <c>UpdateProfile</c>; null when it has none. Treat it as read-only.</summary>
    [JsonProperty("data")]
    public JToken? Data { get; } = Data is { Type: not JTokenType.Null } ? Data : null;

    /// <summary>Whether both have the same id and profile.</summary>
    /// <param name="other">The member to compare with.</param>
    public bool Equals(Member? other) => other is not null && Id == other.Id && JToken.DeepEquals(Data, other.Data);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>The id only: a profile does not belong in a log.</summary>
    public override string ToString() => "Member " + Id;
}
