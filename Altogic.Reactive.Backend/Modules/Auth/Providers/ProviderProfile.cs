using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;

namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>What a provider tells about the person who signed in, in whichever words it uses.</summary>
internal sealed record ProviderProfile(string Id, string? Email, bool EmailVerified, string? Name, string? Picture)
{
    private const int LongestText = 2048;

    /// <exception cref="ProviderException">The answer does not say who it is.</exception>
    public static ProviderProfile Read(JsonObject answer)
    {
        // Some wrap the profile once more.
        var profile = answer["data"] as JsonObject ?? answer;
        var id = Text(profile, "sub", "id", "user_id") ?? throw new ProviderException(502, "The provider did not say who signed in.");
        return new ProviderProfile(
            id,
            EmailAddress.Normalize(Text(profile, "email")),
            IsVerified(profile["email_verified"] ?? profile["verified_email"]),
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
            user[AccountFields.EmailVerified] = EmailVerified;
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

    /// <summary>A provider that says nothing has checked the address; some say it as text.</summary>
    private static bool IsVerified(JsonNode? claim) => claim?.GetValueKind() switch
    {
        null or JsonValueKind.True => true,
        JsonValueKind.String => claim.GetValue<string>() is "true" or "True" or "1",
        _ => false,
    };
}
