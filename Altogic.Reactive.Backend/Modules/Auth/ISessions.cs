namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>Finds sessions for the request pipeline.</summary>
internal interface ISessions
{
    /// <summary>The live session with this token, or null when it is unknown, revoked or expired; notes its use.</summary>
    SessionInfo? Find(string token);
}
