using System.Diagnostics.CodeAnalysis;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.Transport;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Auth;

/// <summary>A session of a user (auth §2.2). Immutable; members this library does not know are kept, so storing and reading back loses nothing.</summary>
[JsonConverter(typeof(SessionConverter))]
public sealed record Session : IJsonMembers
{
    private readonly JObject _members;

    /// <summary>A session from what is known of it; the token is required.</summary>
    public Session() => _members = [];

    /// <summary>A session from its JSON.</summary>
    /// <param name="json">Needs a text member <c>token</c> that can travel in a header; it is copied.</param>
    /// <exception cref="ArgumentException">There is no such token.</exception>
    [SetsRequiredMembers]
    public Session(JObject json)
    {
        _members = JsonMembers.Copy(json, nameof(json));
        Token = JsonMembers.Text(_members, "token") ?? "";
    }

    private Session(Session other) => _members = (JObject)other._members.DeepClone();

    /// <summary>What is sent in the <c>Session</c> header. A secret.</summary>
    /// <exception cref="ArgumentException">It is set to something that is empty or cannot travel in a header.</exception>
    public required string Token
    {
        get => JsonMembers.Text(_members, "token") ?? "";
        init => _members["token"] = CanBeToken(value)
            ? value
            : throw new ArgumentException("A session needs a 'token' of visible ASCII characters.", nameof(value));
    }

    /// <summary>The user's id; null when unknown.</summary>
    public string? UserId
    {
        get => JsonMembers.Text(_members, "userId");
        init => JsonMembers.Set(_members, "userId", value);
    }

    /// <summary>When the session was created; null when unknown.</summary>
    public DateTimeOffset? CreationDtm
    {
        get => JsonMembers.Date(_members, "creationDtm");
        init => JsonMembers.Set(_members, "creationDtm", JsonMembers.Text(value));
    }

    /// <summary>The access groups this session belongs to; empty when there are none.</summary>
    public IReadOnlyList<string> AccessGroupKeys
    {
        get => JsonMembers.Texts(_members, "accessGroupKeys");
        init => JsonMembers.Set(_members, "accessGroupKeys", new JArray(value));
    }

    /// <summary>The program and machine that created the session; null when unknown.</summary>
    public UserAgent? UserAgent
    {
        get => _members["userAgent"] is JObject agent ? UserAgent.Read(agent) : null;
        init => JsonMembers.Set(_members, "userAgent", value?.ToJson());
    }

    /// <summary>Any member by its name on the wire, as a copy; null when there is none.</summary>
    /// <param name="member">For example a custom session member.</param>
    public JToken? this[string member] => _members[member]?.DeepClone();

    /// <summary>All members, as a copy.</summary>
    public JObject ToJson() => (JObject)_members.DeepClone();

    /// <summary>Whether both have the same members.</summary>
    /// <param name="other">The session to compare with.</param>
    public bool Equals(Session? other) => other is not null && JToken.DeepEquals(_members, other._members);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Token);

    /// <summary>Names the user, never the token.</summary>
    public override string ToString() => $"Session of user {UserId}";

    JObject IJsonMembers.Members => _members;

    /// <summary>A token travels in a header: a line break in it would be an injection.</summary>
    internal static bool CanBeToken(string? text) => !string.IsNullOrEmpty(text) && RequestHeaders.IsSendable(text!);

    private sealed class SessionConverter() : JsonMembersConverter<Session>(json => new Session(json));
}
