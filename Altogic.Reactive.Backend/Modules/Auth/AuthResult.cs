using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Sessions;

namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>A user, and the session that was opened unless something must be confirmed first.</summary>
internal sealed record AuthResult(JsonObject User, SessionInfo? Session)
{
    public JsonObject ToJson() => new() { ["user"] = User.Complete(), ["session"] = Session is null ? null : SessionJson.Of(Session) };
}
