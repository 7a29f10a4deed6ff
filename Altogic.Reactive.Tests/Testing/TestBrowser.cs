using System.Net;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>A browser as far as signing in needs one: it keeps cookies, follows redirects and shows the page at the end of them.</summary>
internal sealed class TestBrowser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public TestBrowser()
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = _cookies });
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    /// <summary>The address opened last.</summary>
    public Uri? Opened { get; private set; }

    /// <summary>What it leads to; fails when nobody listens at an address on the way.</summary>
    public Task<BrowserPage>? Page { get; private set; }

    /// <summary>Opens an address the way a system's browser does: whoever asks does not wait for the page.</summary>
    public void Open(Uri address)
    {
        Opened = address;
        Page = VisitAsync(address);
    }

    public async Task<BrowserPage> VisitAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await _http.SendAsync(request);
        return new BrowserPage(response.StatusCode, request.RequestUri!, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What it would send to this address; <see cref="Restore"/> has it sent again later.</summary>
    public CookieCollection Cookies(Uri address) => _cookies.GetCookies(address);

    public void Restore(CookieCollection cookies) => _cookies.Add(cookies);

    public void Dispose() => _http.Dispose();
}
