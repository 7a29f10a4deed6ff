using Altogic.Reactive.Backend.Modules.Auth.Links;

namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>The first step of a sign-in with a provider: an address and a cookie, or a refusal.</summary>
internal sealed record ProviderStart(string? Url, string? Cookie, string? CookieName, Outcome? Refusal);

/// <summary>What came back from a provider through the browser.</summary>
internal sealed record ProviderAnswer(string? State, string? Code, string? Error, string? Cookie);
