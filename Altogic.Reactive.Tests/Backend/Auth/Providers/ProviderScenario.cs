using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Backend.Auth.Providers;

/// <summary>A backend with the provider <c>google</c>, and a browser with its cookies.</summary>
internal sealed class ProviderScenario : IAsyncDisposable
{
    public const string App = "http://127.0.0.1:3000/done";
    public const string Failed = "http://127.0.0.1:3000/failed";

    private ProviderScenario(TestProvider provider, AuthBackend backend)
    {
        Provider = provider;
        Backend = backend;
    }

    public TestProvider Provider { get; }

    public AuthBackend Backend { get; }

    /// <summary>The browser's cookies, by name.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public static async Task<ProviderScenario> StartAsync(
        Func<AuthDefinition, AuthDefinition>? change = null, Func<ProviderDefinition, ProviderDefinition>? google = null)
    {
        var provider = await TestProvider.StartAsync();
        var auth = new AuthDefinition
        {
            RedirectUrl = App,
            ErrorRedirectUrl = Failed,
            Providers = new Dictionary<string, ProviderDefinition> { ["google"] = google?.Invoke(provider.Definition) ?? provider.Definition, ["github"] = provider.Definition },
        };
        return new ProviderScenario(provider, await AuthBackend.StartAsync(change?.Invoke(auth) ?? auth));
    }

    /// <summary>The browser opens a page: cookies go out and come in, redirects are not followed.</summary>
    public async Task<Redirect> OpenAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(Backend.Fixture.Url), url));
        return await SendAsync(request);
    }

    public async Task<Redirect> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await Backend.Fixture.Http.SendAsync(request);
        var answer = await Redirect.ReadAsync(response);
        foreach (var cookie in answer.Cookies)
        {
            var parts = cookie.Split(';')[0].Split('=', 2);
            if (parts[1].Length == 0) Cookies.Remove(parts[0]);
            else Cookies[parts[0]] = parts[1];
        }

        return answer;
    }

    /// <summary>From the button to the app.</summary>
    public async Task<Redirect> SignInAsync(string path = "/_auth/google")
    {
        var start = await OpenAsync(path);
        return await OpenAsync(Provider.Agree(start.Location!));
    }

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
