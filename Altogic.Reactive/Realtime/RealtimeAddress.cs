namespace Altogic.Reactive.Realtime;

/// <summary>Where the realtime server of an environment is, and how the environment is named there (realtime §1).</summary>
/// <param name="Origin">Scheme, host and port.</param>
/// <param name="Subdomain">The first label of a host with four; else empty.</param>
/// <param name="EnvironmentId">What follows <c>/e:</c>; else empty.</param>
internal sealed record RealtimeAddress(Uri Origin, string Subdomain, string EnvironmentId)
{
    private const string Hosted = ".altogic.com";

    /// <param name="baseUrl">The normalised address of the environment.</param>
    /// <param name="realtimeUrl">What the options say.</param>
    /// <exception cref="ArgumentException">The option is no http or https address.</exception>
    public static RealtimeAddress Of(string baseUrl, string? realtimeUrl)
    {
        var environment = new Uri(baseUrl);
        var labels = environment.Host.Split('.');
        var isNamed = environment.HostNameType == UriHostNameType.Dns;
        var subdomain = isNamed && labels.Length == 4 ? labels[0] : "";
        var id = subdomain.Length == 0 ? EnvironmentIdOf(environment) : "";
        return new RealtimeAddress(realtimeUrl is null ? Derive(environment, labels) : Checked(realtimeUrl), subdomain, id);
    }

    private static Uri Derive(Uri environment, string[] labels)
    {
        var host = environment.Host;
        if (host.EndsWith(Hosted, StringComparison.OrdinalIgnoreCase))
        {
            var isReplaced = labels.Length == 4 || labels[0].Equals("engine", StringComparison.OrdinalIgnoreCase);
            host = "realtime." + (isReplaced ? string.Join(".", labels.Skip(1)) : host);
        }

        return new UriBuilder(environment.Scheme, host, environment.Port).Uri;
    }

    private static string EnvironmentIdOf(Uri environment)
    {
        var first = environment.AbsolutePath.TrimStart('/').Split('/')[0];
        return first.StartsWith("e:", StringComparison.OrdinalIgnoreCase) ? first.Substring(2) : "";
    }

    private static Uri Checked(string url) =>
        Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw new ArgumentException("RealtimeUrl must be an http:// or https:// address.", nameof(url));
}
