namespace Altogic.Reactive.Auth;

/// <summary>Something has happened to the signed-in user, on this client or anywhere else (auth §11). Immutable.</summary>
/// <param name="Name">For example <c>user:signin</c> or <c>user:pwdchange</c>.</param>
/// <param name="Session">The session that caused it; null when none did.</param>
public sealed record UserEvent(string Name, Session? Session)
{
    /// <summary>The name only: a session is a secret.</summary>
    public override string ToString() => Name;
}
