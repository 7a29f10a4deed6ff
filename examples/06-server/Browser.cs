using Altogic.Reactive.Auth;

namespace Altogic.Reactive.Examples.Server;

/// <summary>
/// What a browser does with the cookie. A CookieContainer is not used: it keeps cookies that say <c>Secure</c> from plain http, where browsers
/// make an exception for this machine.
/// </summary>
internal sealed class Browser(Uri server) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server };
    private string? _cookie;

    public string LastCookie { get; private set; } = "";

    public async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (_cookie is not null) request.Headers.Add("Cookie", _cookie);
        using var response = await _http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies)) Keep(cookies.First());
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();

    private void Keep(string setCookie)
    {
        var pair = setCookie.Split(';')[0];
        _cookie = SessionCookie.Read(pair) is null ? null : pair;
        LastCookie = setCookie.Replace(pair, SessionCookie.Name + "=…", StringComparison.Ordinal);
    }
}
