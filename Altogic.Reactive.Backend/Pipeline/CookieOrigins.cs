namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>
/// Who may bring a session in its cookie. Browsers send the cookie along with the requests of every page, so it is taken from
/// pages that the app knows: those of the backend's own address, and those in the <c>allowedDomains</c> of a client key. Programs
/// that are no browsers say nothing of a page, and are free to send what they like.
/// </summary>
internal sealed class CookieOrigins(AppDefinition app)
{
    private readonly string[] _domains = [.. app.ClientKeys.SelectMany(key => key.AllowedDomains)];
    private readonly Uri? _publicUrl = app.PublicUrl is null ? null : new Uri(app.PublicUrl);

    public bool Trust(HttpRequest request)
    {
        if (ClientKeys.PageOf(request) is not { } page) return request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin";
        if (!Uri.TryCreate(page, UriKind.Absolute, out var uri)) return false;
        return IsOwn(uri, request) || Array.Exists(_domains, domain => AllowedDomain.Covers(domain, uri.IdnHost));
    }

    /// <summary>A proxy may speak https in front, so the scheme says nothing.</summary>
    private bool IsOwn(Uri page, HttpRequest request) =>
        string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
        || (_publicUrl is not null && string.Equals(page.Authority, _publicUrl.Authority, StringComparison.OrdinalIgnoreCase));
}
