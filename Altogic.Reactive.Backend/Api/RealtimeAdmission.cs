using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.SocketIO;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The checks of the request pipeline, for the auth object of a Socket.IO connection (realtime §2).</summary>
internal sealed class RealtimeAdmission(ClientKeys keys, ISessions sessions) : IAdmission
{
    public Admission Admit(JsonElement auth, EngineOrigin origin)
    {
        var key = keys.Check(
            ConnectRequest.Text(ConnectRequest.Member(auth, "clientKey")), "The app's client key is missing.", origin.Origin, ClientRights.Realtime);
        var token = ConnectRequest.Text(ConnectRequest.Member(auth, "Session"));
        var session = token is null ? null : sessions.Find(token);
        if (key.EnforceSession && session is null)
        {
            throw token is null
                ? new ApiException(401, "missing_session_token", "A session is needed: sign in first.")
                : new ApiException(401, "invalid_session_token", "The session is not valid any more: sign in again.");
        }

        return new Admission(key.EnforceSession, session?.Token, session?.UserId);
    }

    public bool IsLive(string sessionToken) => sessions.Find(sessionToken) is not null;
}
