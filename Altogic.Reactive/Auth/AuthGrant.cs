using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json;

namespace Altogic.Reactive.Auth;

/// <summary>What signing up, signing in, a grant and a phone verification answer with (auth §3, §4). Immutable.</summary>
/// <param name="User">The user.</param>
/// <param name="Session">The new session; null when something has to be confirmed first, and after a phone number was changed.</param>
[method: JsonConstructor]
public sealed record AuthGrant(
    [property: JsonProperty("user", Required = Required.Always)] User User,
    [property: JsonProperty("session")] Session? Session)
{
    /// <summary>Whether the server created a session.</summary>
    [JsonIgnore]
    [MemberNotNullWhen(true, nameof(Session))]
    public bool HasSession => Session is not null;
}
