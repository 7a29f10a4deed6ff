namespace Altogic.Reactive.Backend;

/// <summary>The <c>auth</c> section of the app definition. Immutable.</summary>
public sealed record AuthDefinition
{
    /// <summary>Whether an e-mail address must be confirmed before the first sign-in. The default value is false.</summary>
    public bool EmailVerification { get; init; }

    /// <summary>Whether a phone number must be confirmed before the first sign-in. The default value is false.</summary>
    public bool PhoneVerification { get; init; }

    /// <summary>Whether sign-in codes by text message are allowed; null follows <see cref="PhoneVerification"/>.</summary>
    public bool? SignInCodes { get; init; }

    /// <summary>Whether new accounts may be created. The default value is true.</summary>
    public bool SignUp { get; init; } = true;

    /// <summary>The shortest password, in characters. The default value is 6.</summary>
    public int PasswordMinLength { get; init; } = 6;

    /// <summary>Digits of a one-time code. The default value is 6.</summary>
    public int CodeLength { get; init; } = 6;

    /// <summary>Seconds after its last use at which a session ends; null means never.</summary>
    public int? SessionTtlSeconds { get; init; }

    /// <summary>How many sessions a user may hold; the oldest is dropped. Null means any number.</summary>
    public int? MaxSessionsPerUser { get; init; }

    /// <summary>Where links in mails and provider sign-ins lead to. The default value is null: a plain page.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>Where failed links lead to; null means <see cref="RedirectUrl"/>.</summary>
    public string? ErrorRedirectUrl { get; init; }

    /// <summary>Whether send and resend calls say that an account is unknown. The default value is false.</summary>
    public bool RevealAccounts { get; init; }

    /// <summary>The sign-in providers by name. The default value is empty.</summary>
    public IReadOnlyDictionary<string, ProviderDefinition> Providers { get; init; } = new Dictionary<string, ProviderDefinition>();

    /// <summary>Limits against guessing and flooding; all on by default.</summary>
    public AuthLimitsDefinition Limits { get; init; } = new();
}

/// <summary>The <c>auth.limits</c> section. Immutable.</summary>
public sealed record AuthLimitsDefinition
{
    /// <summary>Whether the limits apply. The default value is true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Failed attempts in a row after which an account must wait. The default value is 5.</summary>
    public int FailuresBeforeDelay { get; init; } = 5;

    /// <summary>The first wait in seconds; it doubles with each further failure. The default value is 1.</summary>
    public int FirstDelaySeconds { get; init; } = 1;

    /// <summary>The longest wait in seconds. The default value is 900.</summary>
    public int LongestDelaySeconds { get; init; } = 900;

    /// <summary>Failed attempts allowed to one address in ten minutes. The default value is 300.</summary>
    public int FailuresPerAddress { get; init; } = 300;

    /// <summary>Sign-ups allowed to one address in an hour. The default value is 3000.</summary>
    public int SignUpsPerAddress { get; init; } = 3000;

    /// <summary>Messages sent to one account in an hour. The default value is 30.</summary>
    public int MessagesPerAccount { get; init; } = 30;
}

/// <summary>One OAuth 2 or OpenID Connect provider. Immutable.</summary>
public sealed record ProviderDefinition
{
    /// <summary>Where the browser is sent to sign in.</summary>
    public required string AuthorizeUrl { get; init; }

    /// <summary>Where the code is exchanged.</summary>
    public required string TokenUrl { get; init; }

    /// <summary>Where the profile is read; null reads it from the identity token, as for providers that have no such address (Apple).</summary>
    public string? UserInfoUrl { get; init; }

    /// <summary>The client id that the provider gave out.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client secret that the provider gave out.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The scopes asked for. The default value is empty.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
