using Altogic.Reactive.Auth;
using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Sessions;

/// <summary>What stands in a session file: either readable members, or all of them encrypted for the user (Base64).</summary>
internal sealed record SessionFileContent(
    [property: JsonProperty("session")] Session? Session,
    [property: JsonProperty("user")] User? User,
    [property: JsonProperty("protected")] string? Protected);
