using System.Globalization;
using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Auth;

/// <summary>A session of a user (auth §2.2). Immutable; members this library does not know are kept, so storing and reading back loses nothing.</summary>
[JsonConverter(typeof(JsonMembersConverter<Session>))]
public sealed class Session : IEquatable<Session>, IJsonMembers
{
    private readonly JObject _members;

    /// <summary>A session of which only the token is known, for example one read from a cookie.</summary>
    /// <param name="token">The session token.</param>
    /// <param name="userId">Whose session it is, when known.</param>
    /// <exception cref="ArgumentException"><paramref name="token"/> is empty or cannot travel in a header.</exception>
    public Session(string token, string? userId = null)
        : this(JsonMembers.Of(("token", token), ("userId", userId)))
    {
    }

    /// <summary>A session from its JSON.</summary>
    /// <param name="json">Needs a text member <c>token</c> that can travel in a header; it is copied.</param>
    /// <exception cref="ArgumentException">There is no such token.</exception>
    public Session(JObject json)
    {
        _members = JsonMembers.Copy(json, nameof(json));
        Token = JsonMembers.Text(_members, "token") is { } token && CanBeToken(token)
            ? token
            : throw new ArgumentException("A session needs a 'token' of printable ASCII characters.", nameof(json));
    }

    /// <summary>What is sent in the <c>Session</c> header. A secret.</summary>
    public string Token { get; }

    /// <summary>The user's id; empty when unknown.</summary>
    public string UserId => JsonMembers.Text(_members, "userId") ?? "";

    /// <summary>When the session was created; null when unknown.</summary>
    public DateTimeOffset? CreatedAt => JsonMembers.Date(_members, "creationDtm");

    /// <summary>The access groups this session belongs to; empty when there are none.</summary>
    public IReadOnlyList<string> AccessGroupKeys => JsonMembers.Texts(_members, "accessGroupKeys");

    /// <summary>The program and machine that created the session; null when unknown.</summary>
    public UserAgent? UserAgent => _members["userAgent"] is JObject agent ? UserAgent.Read(agent) : null;

    /// <summary>Any member by its name on the wire, as a copy; null when there is none.</summary>
    /// <param name="member">For example a custom session member.</param>
    public JToken? this[string member] => _members[member]?.DeepClone();

    /// <summary>All members, as a copy.</summary>
    public JObject ToJson() => (JObject)_members.DeepClone();

    /// <inheritdoc/>
    public bool Equals(Session? other) => other is not null && JToken.DeepEquals(_members, other._members);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Session);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Token);

    /// <summary>Names the user, never the token.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Session of {0}", UserId);

    JObject IJsonMembers.Members => _members;

    /// <summary>A token travels in a header: a line break in it would be an injection.</summary>
    internal static bool CanBeToken(string text)
    {
        foreach (var character in text)
            if (character is < ' ' or > '~') return false;
        return text.Length > 0;
    }
}
