namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>What authentication needs to know of a request besides its values.</summary>
/// <param name="Address">Where it came from; counted by the limits.</param>
/// <param name="UserAgent">The <c>User-Agent</c> header; shown in sessions.</param>
/// <param name="BaseUrl">Scheme, host and prefix under which the caller reaches the backend; begins links in messages.</param>
internal sealed record RequestOrigin(string Address, string UserAgent, string BaseUrl);
