namespace Altogic.Reactive.Backend.Modules.Auth.Links;

/// <summary>What came of a followed link or a provider's answer, for the app's redirect page.</summary>
/// <param name="Action">What was tried.</param>
/// <param name="Status">200, or 400 to 599.</param>
internal sealed record Outcome(string Action, int Status)
{
    /// <summary>What the app exchanges or uses next; null when there is nothing.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Why it failed, for people.</summary>
    public string? Error { get; init; }

    /// <summary>Where this one is to go; null means where the app definition says.</summary>
    public string? Redirect { get; init; }

    /// <summary>What a program that named <see cref="Redirect"/> wants to get back.</summary>
    public string? State { get; init; }

    public bool IsSuccess => Status == 200;

    public static Outcome Failure(string action, int status, string error) => new(action, status) { Error = error };

    /// <summary>The address to send the browser on to; null when none is known.</summary>
    public string? Target(AuthDefinition settings)
    {
        var url = Redirect ?? (IsSuccess ? settings.RedirectUrl : settings.ErrorRedirectUrl ?? settings.RedirectUrl);
        return url is null ? null : RedirectUrl.With(url, this);
    }
}
