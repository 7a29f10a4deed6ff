using Altogic.Reactive.Backend.Modules.Auth;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Who is calling, as far as the pipeline has established it.</summary>
/// <param name="Key">The client key; null where the route needs none and none was sent.</param>
/// <param name="Session">The valid session, or null.</param>
/// <param name="ClientName">The <c>X-Client</c> header, for example <c>altogic-js</c>; empty when absent.</param>
/// <param name="RemoteAddress">The address the request came from.</param>
/// <param name="UserAgent">The <c>User-Agent</c> header; empty when absent.</param>
/// <param name="BaseUrl">The address to build links from, without a trailing slash: one a stranger's <c>Host</c> header cannot choose.</param>
internal sealed record Caller(
    ClientKeyDefinition? Key, SessionInfo? Session, string ClientName, string RemoteAddress, string UserAgent, string BaseUrl)
{
    /// <summary>The API key in <c>Authorization</c> when it is a known one, else null.</summary>
    public ApiKeyDefinition? ApiKey { get; init; }
}
