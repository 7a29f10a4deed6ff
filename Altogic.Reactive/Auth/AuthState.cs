using System.Diagnostics.CodeAnalysis;

namespace Altogic.Reactive.Auth;

/// <summary>Who is signed in at one moment: session and user together. Immutable.</summary>
/// <param name="Session">The session, or null.</param>
/// <param name="User">The user as last stored, or null.</param>
public sealed record AuthState(Session? Session, User? User)
{
    /// <summary>Nobody is signed in.</summary>
    public static AuthState SignedOut { get; } = new(null, null);

    /// <summary>Whether there is a session.</summary>
    [MemberNotNullWhen(true, nameof(Session))]
    public bool IsSignedIn => Session is not null;
}
