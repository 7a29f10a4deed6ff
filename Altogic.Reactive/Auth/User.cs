using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Auth;

/// <summary>A user of the app (auth §2.1). Immutable; custom fields are kept: <c>user["nick"]</c>, <see cref="As{TUser}"/>.</summary>
[JsonConverter(typeof(JsonMembersConverter<User>))]
public sealed class User : IEquatable<User>, IJsonMembers
{
    private readonly JObject _members;

    /// <summary>A user from its JSON, for example from a document of the user model.</summary>
    /// <param name="json">Needs a non-empty text member <c>_id</c>; it is copied.</param>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public User(JObject json)
    {
        _members = JsonMembers.Copy(json, nameof(json));
        Id = JsonMembers.Text(_members, "_id") is { Length: > 0 } id
            ? id
            : throw new ArgumentException("A user needs a non-empty '_id'.", nameof(json));
    }

    /// <summary>The id of the user.</summary>
    public string Id { get; }

    /// <summary><c>altogic</c> for e-mail and phone accounts, else the provider's lower-case name; empty when unknown.</summary>
    public string Provider => JsonMembers.Text(_members, "provider") ?? "";

    /// <summary>The user's id at the provider; empty when unknown.</summary>
    public string ProviderUserId => JsonMembers.Text(_members, "providerUserId") ?? "";

    /// <summary>The e-mail address; null for phone users.</summary>
    public string? Email => JsonMembers.Text(_members, "email");

    /// <summary>The phone number with its leading <c>+</c>; null when there is none.</summary>
    public string? Phone => JsonMembers.Text(_members, "phone");

    /// <summary>The display name; null when there is none.</summary>
    public string? Name => JsonMembers.Text(_members, "name");

    /// <summary>Where the picture is; null when there is none.</summary>
    public string? ProfilePicture => JsonMembers.Text(_members, "profilePicture");

    /// <summary>When the user signed up; null when unknown.</summary>
    public DateTimeOffset? SignUpAt => JsonMembers.Date(_members, "signUpAt");

    /// <summary>When the user last signed in; null when unknown.</summary>
    public DateTimeOffset? LastLoginAt => JsonMembers.Date(_members, "lastLoginAt");

    /// <summary>Whether the e-mail address is confirmed; null when the server did not say.</summary>
    public bool? EmailVerified => JsonMembers.Flag(_members, "emailVerified");

    /// <summary>Whether the phone number is confirmed; null when the server did not say.</summary>
    public bool? PhoneVerified => JsonMembers.Flag(_members, "phoneVerified");

    /// <summary>Any member by its name on the wire, as a copy; null when there is none.</summary>
    /// <param name="member">For example a field your app added to the user model.</param>
    public JToken? this[string member] => _members[member]?.DeepClone();

    /// <summary>Reads all members as your own type.</summary>
    /// <typeparam name="TUser">A class with the fields of your user model.</typeparam>
    /// <exception cref="JsonException">A member does not fit the type.</exception>
    public TUser As<TUser>() => JsonMembers.As<TUser>(_members);

    /// <summary>All members, as a copy.</summary>
    public JObject ToJson() => (JObject)_members.DeepClone();

    /// <inheritdoc/>
    public bool Equals(User? other) => other is not null && JToken.DeepEquals(_members, other._members);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as User);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Names the id only: names and addresses do not belong in logs.</summary>
    public override string ToString() => $"User {Id}";

    JObject IJsonMembers.Members => _members;
}
