using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Auth.Sessions;

/// <summary>Sessions as clients read them (auth §2.2).</summary>
internal static class SessionJson
{
    public static JsonObject Of(SessionInfo session) => new()
    {
        ["userId"] = session.UserId,
        ["token"] = session.Token,
        ["creationDtm"] = IsoDate.ToText(session.CreatedAt.ToUnixTimeMilliseconds()),
        ["accessGroupKeys"] = new JsonArray([.. session.AccessGroupKeys.Select(key => JsonValue.Create(key))]),
        ["userAgent"] = session.UserAgent.DeepClone(),
    };
}
