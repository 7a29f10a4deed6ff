namespace Altogic.Reactive.Auth;

/// <summary>The names of the sign-in providers Altogic knew; a backend may be configured with others.</summary>
public static class AuthProvider
{
    /// <summary>Google.</summary>
    public const string Google = "google";

    /// <summary>Facebook.</summary>
    public const string Facebook = "facebook";

    /// <summary>Twitter.</summary>
    public const string Twitter = "twitter";

    /// <summary>Apple.</summary>
    public const string Apple = "apple";

    /// <summary>Discord.</summary>
    public const string Discord = "discord";

    /// <summary>GitHub.</summary>
    public const string GitHub = "github";
}
