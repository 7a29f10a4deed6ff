using Altogic.Reactive.Auth;
using Newtonsoft.Json;

namespace Altogic.Reactive;

/// <summary>What an <see cref="ISessionStore"/> keeps. Immutable.</summary>
/// <param name="Session">The session; null when only a user was set.</param>
/// <param name="User">The user; null when only a session was set.</param>
public sealed record StoredSession(
    [property: JsonProperty("session")] Session? Session,
    [property: JsonProperty("user")] User? User);
