using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules;

/// <summary>Something that happened to a user, for the user's own connections (auth §11).</summary>
/// <param name="Name">One of the names below.</param>
/// <param name="UserId">The user.</param>
/// <param name="Session">The session that caused it, as clients read sessions; null when none did.</param>
internal sealed record UserEvent(string Name, string UserId, JsonObject? Session)
{
    public const string SignIn = "user:signin";
    public const string SignOut = "user:signout";
    public const string Update = "user:update";
    public const string Delete = "user:delete";
    public const string PasswordChange = "user:pwdchange";
    public const string EmailChange = "user:emailchange";
    public const string PhoneChange = "user:phonechange";

    /// <summary>The token of the session that ended; null when none did.</summary>
    public string? EndedToken { get; init; }
}
