using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive;

/// <summary>One entry of a failure, as the server wrote it. Immutable.</summary>
/// <param name="Origin"><c>client_error</c> when the request was at fault, <c>server_error</c> when the server was.</param>
/// <param name="Code">The machine-readable code, for example <c>not_unique</c>. Unknown codes are data, not errors.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Details">What the server added, often <c>field</c> and <c>value</c>; null when it added nothing.</param>
public sealed record ErrorEntry(
    [property: JsonProperty("origin")] string Origin,
    [property: JsonProperty("code")] string Code,
    [property: JsonProperty("message")] string Message,
    [property: JsonProperty("details", NullValueHandling = NullValueHandling.Ignore)] JObject? Details = null)
{
    /// <summary>Whether both say the same.</summary>
    /// <param name="other">The entry to compare with.</param>
    public bool Equals(ErrorEntry? other) =>
        other is not null && Origin == other.Origin && Code == other.Code && Message == other.Message && JToken.DeepEquals(Details, other.Details);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);
}
