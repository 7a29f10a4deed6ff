using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>
/// The profile in an OpenID Connect identity token, for providers without a profile address (Apple). It came straight from the
/// provider's token address, which vouches for it; what is checked is that it was made for this app and is still good.
/// </summary>
internal static class IdToken
{
    private const int LeewaySeconds = 60;

    /// <exception cref="ProviderException">It is no token, of another app, or expired.</exception>
    public static JsonObject ReadClaims(string token, string clientId, DateTimeOffset now)
    {
        var claims = Parse(token) ?? throw new ProviderException(502, "The provider's identity token cannot be read.");
        if (!IsFor(claims["aud"], clientId)) throw new ProviderException(502, "The provider's identity token is for another app.");
        if (claims["exp"] is not JsonValue expiry || !expiry.TryGetValue<double>(out var seconds) || seconds + LeewaySeconds < now.ToUnixTimeSeconds())
            throw new ProviderException(502, "The provider's identity token has expired.");
        return claims;
    }

    private static JsonObject? Parse(string token)
    {
        if (token.Split('.') is not [_, var body, _]) return null;
        try
        {
            return ProviderClient.ReadJson(Base64Url.DecodeFromChars(body));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static bool IsFor(JsonNode? audience, string clientId) => audience switch
    {
        JsonArray many => many.Any(one => IsFor(one, clientId)),
        JsonValue one => one.TryGetValue<string>(out var text) && text == clientId,
        _ => false,
    };
}
