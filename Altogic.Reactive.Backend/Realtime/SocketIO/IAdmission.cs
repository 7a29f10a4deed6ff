using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Realtime.EngineIO;

namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>Decides who may connect.</summary>
internal interface IAdmission
{
    /// <param name="auth">What the client sent with its CONNECT; an object, or undefined.</param>
    /// <param name="origin">Where the connection was opened from.</param>
    /// <exception cref="ApiException">The client may not connect.</exception>
    Admission Admit(JsonElement auth, EngineOrigin origin);

    /// <summary>Whether a session that was valid still is.</summary>
    bool IsLive(string sessionToken);
}

/// <summary>Who connects.</summary>
/// <param name="EnforcesSession">Whether the client key wants a session all the time.</param>
/// <param name="SessionToken">The session when it is valid, else null.</param>
/// <param name="UserId">The user behind it.</param>
internal sealed record Admission(bool EnforcesSession, string? SessionToken, string? UserId);
