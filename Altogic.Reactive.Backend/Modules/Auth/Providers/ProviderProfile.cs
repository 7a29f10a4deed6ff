using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;

namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>What a provider tells about the person who signed in, in whichever words it uses.</summary>
/// <param name="Id">Who it is at the provider.</param>
/// <param name="Email">The address; null when there is none that can be one.</param>
/// <param name="EmailVerified">Whether the provider says that it has checked the address; null when it does not say.</param>
/// <param name="Verified">What it says under the name <c>verified</c>: of the address at Discord, of the person elsewhere.</param>
/// <param name="Name">What to call the person.</param>
/// <param name="Picture">The address of a picture.</param>
internal sealed record ProviderProfile(string Id, string? Email, bool? EmailVerified, bool? Verified, string? Name, string? Picture)
{
    private const int LongestText = 2048;

    /// <summary>They hand out addresses that they have checked, and some of them do not say so.</summary>
    private static readonly string[] Checking = ["apple", "github", "google"];

    /// <exception cref="ProviderException">The answer does not say who it is.</exception>
    public static ProviderProfile Read(JsonObject answer)
    {
        // Some wrap the profile once more.
        var profile = answer["data"] as JsonObject ?? answer;
        var id = Text(profile, "sub", "id", "user_id") ?? throw new ProviderException(502, "The provider did not say who signed in.");
        return new ProviderProfile(
            id,
            EmailAddress.Normalize(Text(profile, "email")),
            Claim(profile["email_verified"] ?? profile["verified_email"]),
            Claim(profile["verified"]),
            Text(profile, "name", "global_name", "display_name", "login", "username"),
            FindPicture(profile));
    }

    /// <summary>The fields of a new user (auth §8).</summary>
    public JsonObject ToUser(string provider)
    {
        var user = new JsonObject { [AccountFields.Provider] = provider, [AccountFields.ProviderUserId] = Id };
        if (Email is not null)
        {
            user[AccountFields.Email] = Email;
            user[AccountFields.EmailVerified] = IsVerifiedBy(provider);
        }

        if (Name is not null) user[AccountFields.Name] = Name;
        if (Picture is not null) user[AccountFields.ProfilePicture] = Picture;
        return user;
    }

    private static string? FindPicture(JsonObject profile) =>
        Text(profile, "picture", "avatar_url", "profile_image_url")
        ?? (profile["picture"] is JsonObject { } picture && picture["data"] is JsonObject data ? Text(data, "url") : null);

    private static string? Text(JsonObject profile, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (profile[name] is not JsonValue value) continue;
            var text = value.GetValueKind() switch
            {
                JsonValueKind.String => BodyText.Read(profile, name),
                JsonValueKind.Number => value.ToJsonString(),
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(text)) return text.Length <= LongestText ? text : null;
        }

        return null;
    }

    private bool IsVerifiedBy(string provider) =>
        EmailVerified ?? (provider == "discord" ? Verified : null) ?? Checking.Contains(provider, StringComparer.Ordinal);

    /// <summary>Some say it as text.</summary>
    private static bool? Claim(JsonNode? claim) => claim?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.String => claim.GetValue<string>() is "true" or "True" or "1",
        _ => false,
    };
}
