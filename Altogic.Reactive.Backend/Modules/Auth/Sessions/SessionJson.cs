using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Backend.Modules.Auth.Sessions;

/// <summary>Sessions as clients read them (auth §2.2).</summary>
internal static class SessionJson
{
    public static JsonObject Of(SessionInfo session) => new()
    {
        ["userId"] = session.UserId,
        ["token"] = session.Token,
        ["creationDtm"] = Timestamp.Of(session.CreatedAt),
        ["accessGroupKeys"] = new JsonArray([.. session.AccessGroupKeys.Select(key => JsonValue.Create(key))]),
        ["userAgent"] = session.UserAgent.DeepClone(),
    };
}
