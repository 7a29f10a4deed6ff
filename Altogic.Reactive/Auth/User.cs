using System.Diagnostics.CodeAnalysis;
using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Auth;

/// <summary>A user of the app (auth §2.1). Immutable; custom fields are kept: <c>user["nick"]</c>, <see cref="As{TUser}"/>.</summary>
[JsonConverter(typeof(UserConverter))]
public sealed record User : IJsonMembers
{
    private readonly JObject _members;

    /// <summary>A user from what is known; the id is required.</summary>
    public User() => _members = [];

    /// <summary>A user from its JSON, for example from a document of the user model.</summary>
    /// <param name="json">Needs a non-empty text member <c>_id</c>; it is copied.</param>
    /// <exception cref="ArgumentException">There is no id.</exception>
    [SetsRequiredMembers]
    public User(JObject json)
    {
        _members = JsonMembers.Copy(json, nameof(json));
        Id = JsonMembers.Text(_members, "_id") ?? "";
    }

    private User(User other) => _members = (JObject)other._members.DeepClone();

    /// <summary>The id of the user; <c>_id</c> on the wire.</summary>
    /// <exception cref="ArgumentException">It is set to nothing.</exception>
    public required string Id
    {
        get => JsonMembers.Text(_members, "_id") ?? "";
        init => _members["_id"] = string.IsNullOrEmpty(value)
            ? throw new ArgumentException("A user needs a non-empty '_id'.", nameof(value))
            : value;
    }

    /// <summary><c>altogic</c> for e-mail and phone accounts, else the provider's lower-case name; null when unknown.</summary>
    public string? Provider
    {
        get => JsonMembers.Text(_members, "provider");
        init => JsonMembers.Set(_members, "provider", value);
    }

    /// <summary>The user's id at the provider, the same as <see cref="Id"/> for e-mail and phone accounts; null when unknown.</summary>
    public string? ProviderUserId
    {
        get => JsonMembers.Text(_members, "providerUserId");
        init => JsonMembers.Set(_members, "providerUserId", value);
    }

    /// <summary>The e-mail address; null for phone users.</summary>
    public string? Email
    {
        get => JsonMembers.Text(_members, "email");
        init => JsonMembers.Set(_members, "email", value);
    }

    /// <summary>The phone number with its leading <c>+</c>; null when there is none.</summary>
    public string? Phone
    {
        get => JsonMembers.Text(_members, "phone");
        init => JsonMembers.Set(_members, "phone", value);
    }

    /// <summary>The display name; null when there is none.</summary>
    public string? Name
    {
        get => JsonMembers.Text(_members, "name");
        init => JsonMembers.Set(_members, "name", value);
    }

    /// <summary>Where the picture is; null when there is none.</summary>
    public string? ProfilePicture
    {
        get => JsonMembers.Text(_members, "profilePicture");
        init => JsonMembers.Set(_members, "profilePicture", value);
    }

    /// <summary>When the user signed up; null when unknown.</summary>
    public DateTimeOffset? SignUpAt
    {
        get => JsonMembers.Date(_members, "signUpAt");
        init => JsonMembers.Set(_members, "signUpAt", JsonMembers.Text(value));
    }

    /// <summary>When the user last signed in; null when unknown.</summary>
    public DateTimeOffset? LastLoginAt
    {
        get => JsonMembers.Date(_members, "lastLoginAt");
        init => JsonMembers.Set(_members, "lastLoginAt", JsonMembers.Text(value));
    }

    /// <summary>Whether the e-mail address is confirmed; null when the server did not say.</summary>
    public bool? EmailVerified
    {
        get => JsonMembers.Flag(_members, "emailVerified");
        init => JsonMembers.Set(_members, "emailVerified", value);
    }

    /// <summary>Whether the phone number is confirmed; null when the server did not say.</summary>
    public bool? PhoneVerified
    {
        get => JsonMembers.Flag(_members, "phoneVerified");
        init => JsonMembers.Set(_members, "phoneVerified", value);
    }

    /// <summary>Any member by its name on the wire, as a copy; null when there is none.</summary>
    /// <param name="member">For example a field your app added to the user model.</param>
    public JToken? this[string member] => _members[member]?.DeepClone();

    /// <summary>
    /// Reads all members as your own type, with the default JSON settings: a user belongs to no client, so
    /// <see cref="AltogicClientOptions.ConfigureJson"/> is not asked. For converters of your own read <see cref="ToJson"/> yourself.
    /// </summary>
    /// <typeparam name="TUser">A class with the fields of your user model.</typeparam>
    /// <exception cref="JsonException">A member does not fit the type.</exception>
    public TUser As<TUser>() => JsonMembers.As<TUser>(_members);

    /// <summary>All members, as a copy.</summary>
    public JObject ToJson() => (JObject)_members.DeepClone();

    /// <summary>Whether both have the same members.</summary>
    /// <param name="other">The user to compare with.</param>
    public bool Equals(User? other) => other is not null && JToken.DeepEquals(_members, other._members);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Names the id only: names and addresses do not belong in logs.</summary>
    public override string ToString() => $"User {Id}";

    JObject IJsonMembers.Members => _members;

    private sealed class UserConverter() : JsonMembersConverter<User>(json => new User(json));
}
