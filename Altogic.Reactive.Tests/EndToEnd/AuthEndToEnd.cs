using Altogic.Reactive.Auth;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Backend.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Our client against our backend over loopback HTTP: one app on several devices, the person's messages, the backend's clock.</summary>
internal sealed class AuthEndToEnd : IAsyncDisposable
{
    public const string App = "https://app.example.com/welcome?lang=tr";
    private readonly List<AltogicClient> _clients = [];

    private AuthEndToEnd(AuthBackend backend)
    {
        Backend = backend;
        Client = NewClient();
    }

    public AuthBackend Backend { get; }

    /// <summary>The client of the first device.</summary>
    public AltogicClient Client { get; }

    public AuthManager Auth => Client.Auth;

    /// <summary>Confirms addresses and numbers, and sends links on to the app.</summary>
    public static AuthDefinition Confirming { get; } = new() { EmailVerification = true, PhoneVerification = true, RedirectUrl = App };

    public static async Task<AuthEndToEnd> StartAsync(AuthDefinition? auth = null) => new(await AuthBackend.StartAsync(auth));

    /// <summary>The app on another device; it is closed with the scenario. Without options it does not wait and repeat when the backend asks for that.</summary>
    public AltogicClient NewClient(AltogicClientOptions? options = null, string environment = "")
    {
        var client = new AltogicClient(Backend.Fixture.Url + environment, Backend.Fixture.ClientKey, options ?? new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
        _clients.Add(client);
        return client;
    }

    /// <summary>Signs a new person up on a device of theirs.</summary>
    public async Task<AltogicClient> SignUpAsync(string email = AuthBackend.Email, AltogicClientOptions? options = null)
    {
        var client = NewClient(options);
        await client.Auth.SignUpWithEmail(email, AuthBackend.Password).ShouldSucceed();
        return client;
    }

    /// <summary>Signs a known person in on one more device.</summary>
    public async Task<AltogicClient> SignInAsync(string email = AuthBackend.Email, AltogicClientOptions? options = null)
    {
        var client = NewClient(options);
        await client.Auth.SignInWithEmail(email, AuthBackend.Password).ShouldSucceed();
        return client;
    }

    /// <summary>Signs up where addresses are confirmed, and comes back through the link.</summary>
    public async Task ConfirmedSignUpAsync(string email = AuthBackend.Email)
    {
        await Auth.SignUpWithEmail(email, AuthBackend.Password).ShouldSucceed();
        await Auth.GetAuthGrant(await OpenLinkAsync("verifyEmail")).ShouldSucceed();
    }

    /// <summary>Signs up where numbers are confirmed, and enters the code.</summary>
    public async Task ConfirmedPhoneSignUpAsync()
    {
        await Auth.SignUpWithPhone(AuthBackend.Phone, AuthBackend.Password).ShouldSucceed();
        await Auth.VerifyPhone(AuthBackend.Phone, Code("verifyPhone")).ShouldSucceed();
    }

    /// <summary>The person opens the link in the latest mail of this kind: the address with which the app is opened.</summary>
    public async Task<Uri> OpenLinkAsync(string template) => await OpenAsync(Backend.Message(template).Link!);

    public async Task<Uri> OpenAsync(string link)
    {
        var redirect = await Backend.FollowAsync(link);
        return new Uri(redirect.Location ?? throw new AssertionException($"No redirect but {redirect.Status} {redirect.Body}"));
    }

    /// <summary>The code in the latest text message of this kind.</summary>
    public string Code(string template) => Backend.Message(template).Code!;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await Backend.DisposeAsync();
    }
}
