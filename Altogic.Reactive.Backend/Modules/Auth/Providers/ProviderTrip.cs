using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;

namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>
/// One way through a provider's pages. The browser carries it in a sealed cookie, so that nothing is kept for those who never
/// come back, and so that an answer counts only in the browser that asked.
/// </summary>
/// <param name="Id">The <c>state</c> sent to the provider.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Verifier">The secret of PKCE.</param>
/// <param name="CallbackUrl">Where the provider sends the browser back to.</param>
/// <param name="ExpiresAt">When the trip ends, in milliseconds since 1970.</param>
/// <param name="Redirect">The loopback address of the program that started it; null for web apps.</param>
/// <param name="State">What that program wants to get back.</param>
internal sealed record ProviderTrip(
    string Id, string Provider, string Verifier, string CallbackUrl, long ExpiresAt, string? Redirect, string? State)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private const string Purpose = "provider trip";

    public static ProviderTrip Start(string provider, string callbackUrl, string? redirect, string? state, TimeProvider time) => new(
        SecretToken.New(), provider, SecretToken.New(), callbackUrl, (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds(), redirect, state);

    /// <summary>A name of its own for each trip, so that two tabs do not disturb each other.</summary>
    public static string CookieName(string id) => "altogic_trip_" + id[..Math.Min(id.Length, 8)];

    public static ProviderTrip? Open(string? cookie, HostSecrets secrets) =>
        cookie is not null && secrets.OpenFromBrowser(cookie, Purpose) is { } json ? JsonSerializer.Deserialize<ProviderTrip>(json) : null;

    public string Seal(HostSecrets secrets) => secrets.SealForBrowser(JsonSerializer.Serialize(this), Purpose);

    public string Challenge() => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
}
