namespace Altogic.Reactive.Backend.Modules.Auth;

/// <summary>An app without sign-in: no token is a session.</summary>
internal sealed class NoSessions : ISessions
{
    public SessionInfo? Find(string token) => null;
}
