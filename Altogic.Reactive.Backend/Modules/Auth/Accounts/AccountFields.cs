using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Auth.Accounts;

/// <summary>The fields of a user that authentication reads and writes (auth §2.1), by name and with their types.</summary>
internal static class AccountFields
{
    public const string Id = "_id";
    public const string Provider = "provider";
    public const string ProviderUserId = "providerUserId";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Name = "name";
    public const string ProfilePicture = "profilePicture";
    public const string SignUpAt = "signUpAt";
    public const string LastLoginAt = "lastLoginAt";
    public const string EmailVerified = "emailVerified";
    public const string PhoneVerified = "phoneVerified";
    public const string AccessGroupKeys = "accessGroupKeys";

    /// <summary>The provider of accounts with a password.</summary>
    public const string OwnProvider = "altogic";

    public static string Text(this JsonObject user, string field) =>
        user.TextOrNull(field) ?? throw new InvalidOperationException($"The user has no {field}.");

    public static string? TextOrNull(this JsonObject user, string field) =>
        user[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>
    /// The user as answers show it, with the fields that clients insist on (auth §2.1) even if database calls have cleared them.
    /// </summary>
    public static JsonObject Complete(this JsonObject user)
    {
        var id = user.Text(Id);
        user[Provider] ??= OwnProvider;
        user[ProviderUserId] ??= id;
        user[SignUpAt] ??= IsoDate.ToText(ObjectId.MillisecondsOf(id));
        user[LastLoginAt] ??= user.TextOrNull(SignUpAt);
        return user;
    }

    public static bool Is(this JsonObject user, string field) => user[field]?.GetValueKind() == JsonValueKind.True;

    public static bool HasPassword(this JsonObject user) => user.TextOrNull(Provider) is null or OwnProvider;

    public static IReadOnlyList<string> Groups(this JsonObject user) =>
        user[AccessGroupKeys] is JsonArray groups
            ? [.. groups.Where(g => g?.GetValueKind() == JsonValueKind.String).Select(g => g!.GetValue<string>())]
            : [];
}
