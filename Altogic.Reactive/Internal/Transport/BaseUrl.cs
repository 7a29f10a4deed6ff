namespace Altogic.Reactive.Internal.Transport;

/// <summary>The address of an environment, normalised: no white space around it, no slash at its end.</summary>
internal static class BaseUrl
{
    /// <summary>Checks and normalises what the app gave.</summary>
    /// <exception cref="ArgumentException">It is not an absolute http or https address, or has a query, a fragment or credentials.</exception>
    public static string Normalise(string? envUrl)
    {
        var text = envUrl?.Trim() ?? "";
        if (text.Length == 0) throw Invalid("The environment URL is missing.");
        if (!text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw Invalid("The environment URL must start with http:// or https://.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw Invalid("The environment URL is not a valid address.");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Invalid("The environment URL must not have a query or a fragment.");
        if (uri.UserInfo.Length > 0) throw Invalid("The environment URL must not carry a user name or a password.");
        return uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    private static ArgumentException Invalid(string message) => new(message);
}
