using System.Net;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Backend.Auth;
using Altogic.Reactive.Tests.Backend.Auth.Providers;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>
/// Signing in through a provider with nothing made up but the provider and the person: our client, its port, a browser, our backend.
/// </summary>
public sealed class AuthProviderTests
{
    private const string Google = AuthProvider.Google;
    private TestProvider _provider = null!;
    private AuthEndToEnd _app = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _provider = await TestProvider.StartAsync();
        _browser = new TestBrowser();
        _app = await AuthEndToEnd.StartAsync(new AuthDefinition
        {
            RedirectUrl = _provider.Url + "/app",
            Providers = new Dictionary<string, ProviderDefinition> { [Google] = _provider.Definition },
        });
    }

    [TearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        _browser.Dispose();
        await _provider.DisposeAsync();
    }

    [TestCase("")]
    [TestCase("/e:64b1f0c2a9d3e45f60718293")]
    public async Task SignIn_Agreed_SignsUpAndLaterIn(string environment)
    {
        var client = _app.NewClient(environment: environment);

        var grant = await client.Auth.SignInWithProvider(Google, _browser.Open).ShouldSucceed();

        Assert.That((grant.User.Provider, grant.User.ProviderUserId, grant.User.Email, grant.User.Name), Is.EqualTo((Google, "g-1", AuthBackend.Email, "Ada")));
        Assert.That(client.Auth.CurrentState, Is.EqualTo(new AuthState(grant.Session, grant.User)));
        Assert.That(await client.Auth.GetUserFromDB().ShouldSucceed(), Is.EqualTo(grant.User));
        var page = await _browser.Page!;
        Assert.That((page.Status, page.Address.Host, page.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "127.0.0.1", "/sign-in")));
        Assert.That(page.Text, Does.Contain("You can close this window"));
        Assert.That(AuthRedirect.Parse(page.Address).Action, Is.EqualTo(AuthRedirectAction.ProviderSignUp));

        var again = await _app.Auth.SignInWithProvider(Google, _browser.Open).ShouldSucceed();
        Assert.That((again.User.Id, again.Session!.Token), Is.EqualTo((grant.User.Id, _app.Auth.CurrentSession!.Token)));
        Assert.That(AuthRedirect.Parse((await _browser.Page!).Address).Action, Is.EqualTo(AuthRedirectAction.ProviderSignIn));
        Assert.That(await client.Auth.GetAllSessions().ShouldSucceed(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task SignIn_InAWebApp_EndsAtTheConfiguredAddress()
    {
        var page = await _browser.VisitAsync(_app.Auth.GetProviderSignInUrl(Google));

        Assert.That(page.Address.AbsoluteUri, Does.StartWith(_provider.Url + "/app?action=oauth-signup&status=200&access_token="));
        Assert.That((await _app.Auth.GetAuthGrant(page.Address).ShouldSucceed()).User.Provider, Is.EqualTo(Google));
    }

    [Test]
    public async Task Consent_Denied_IsAResult()
    {
        _provider.Consent = TestProvider.Deny;

        var error = await _app.Auth.SignInWithProvider(Google, _browser.Open).ShouldFail();

        AssertRefused(error, 400, "The sign-in was refused at the provider.");
        Assert.That((string?)error.Items[0].Details!["action"], Is.EqualTo("oauth-signin"));
        var page = await _browser.Page!;
        Assert.That((page.Status, page.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/sign-in")));
        Assert.That(page.Text, Does.Contain("Sign-in did not succeed"));
        Assert.That(_app.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
    }

    [Test]
    public async Task Provider_UnknownToTheBackend_IsAResult()
    {
        AssertRefused(await _app.Auth.SignInWithProvider(AuthProvider.GitHub, _browser.Open).ShouldFail(), 400, "The sign-in provider is not known here.");
    }

    [Test]
    public async Task Provider_OutOfOrder_IsAResult()
    {
        _provider.UserInfo = context => TestProvider.AnswerAsync(context, 500, "{}");

        AssertRefused(
            await _app.Auth.SignInWithProvider(Google, _browser.Open).ShouldFail(), 502, "The provider answered the profile request with status 500.");
    }

    [Test]
    public async Task Address_OfAnotherAccount_IsAResult()
    {
        await _app.SignUpAsync();

        AssertRefused(
            await _app.Auth.SignInWithProvider(Google, _browser.Open).ShouldFail(), 401,
            "The e-mail address belongs to another account. Sign in the way that account was made.");
    }

    [Test]
    public async Task Account_OfAProvider_HasNoPasswordToUseOrChange()
    {
        await _app.Auth.SignInWithProvider(Google, _browser.Open).ShouldSucceed();

        Assert.That((await _app.Auth.ChangePassword("another-1", "s3cret!").ShouldFail()).HasCode("invalid_provider_sign_in"), Is.True);
        Assert.That((await _app.Auth.ChangeEmail("s3cret!", "new@example.com").ShouldFail()).HasCode("invalid_provider_sign_in"), Is.True);
        Assert.That((await _app.Auth.SignInWithEmail(AuthBackend.Email, "s3cret!").ShouldFail()).HasCode("invalid_credentials"), Is.True);
    }

    [Test]
    public async Task State_ChangedOnTheWayToTheBackend_IsRefusedAndTheAppWaitsOn()
    {
        _provider.Consent = address => _provider.Agree(address).Replace("state=", "state=wrong", StringComparison.Ordinal);
        var signIn = _app.Auth.SignInWithProvider(Google, _browser.Open).ToTask();

        var refused = AuthRedirect.Parse((await _browser.Page!).Address);
        Assert.That((refused.Status, refused.Error), Is.EqualTo(((int?)400, "The sign-in was not started in this browser. Start again.")));
        Assert.That(signIn.IsCompleted, Is.False);

        _provider.Consent = null;
        await _browser.VisitAsync(_browser.Opened!);
        Assert.That((await signIn).IsSuccess, Is.True);
    }

    [Test]
    public async Task State_OfAnotherSignIn_IsNotTakenByTheClient()
    {
        var foreign = await ForeignTokenAsync();
        var signIn = _app.Auth.SignInWithProvider(Google, address => _browser.Open(WithRedirectOnly(address))).ToTask();
        var port = Parameter(_browser.Opened!, "redirect");

        var withoutState = await _browser.Page!;
        var forged = await _browser.VisitAsync(new Uri($"{port}?action=oauth-signin&status=200&access_token={foreign}&state=guess"));

        Assert.That((withoutState.Status, forged.Status), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
        Assert.That((signIn.IsCompleted, _app.Auth.CurrentSession), Is.EqualTo((false, (Session?)null)), "nobody signs the app in as somebody else");
    }

    [Test]
    public async Task Answer_Replayed_SignsNobodyIn()
    {
        Uri? answer = null;
        CookieCollection? cookies = null;
        _provider.Consent = address =>
        {
            answer = new Uri(_provider.Agree(address));
            cookies = _browser.Cookies(answer);
            return answer.AbsoluteUri;
        };
        await _app.Auth.SignInWithProvider(Google, _browser.Open).ShouldSucceed();
        var used = AuthRedirect.Parse((await _browser.Page!).Address);

        var withoutCookie = AuthRedirect.Parse((await _browser.VisitAsync(answer!)).Address);
        _browser.Restore(cookies!);

        Assert.That((withoutCookie.Status, withoutCookie.AccessToken), Is.EqualTo(((int?)400, (string?)null)));
        Assert.That(async () => await _browser.VisitAsync(answer!), Throws.TypeOf<HttpRequestException>(), "sent to the port of the client, which is closed");
        Assert.That((await _app.NewClient().Auth.GetAuthGrant(used.AccessToken!).ShouldFail()).HasCode("invalid_access_token"), Is.True);
        Assert.That(await _app.Auth.GetAllSessions().ShouldSucceed(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Code_Replayed_IsRefusedByTheProvider()
    {
        var code = "";
        _provider.Consent = address =>
        {
            var answer = _provider.Agree(address);
            code = Parameter(new Uri(answer), "code");
            return answer;
        };
        await _app.Auth.SignInWithProvider(Google, _browser.Open).ShouldSucceed();
        _provider.Consent = address =>
            $"{Parameter(new Uri(address), "redirect_uri")}?state={Parameter(new Uri(address), "state")}&code={Uri.EscapeDataString(code)}";

        AssertRefused(
            await _app.NewClient().Auth.SignInWithProvider(Google, _browser.Open).ShouldFail(), 400,
            "The provider refused the token request with status 400.");
    }

    [Test]
    public async Task TwoSignIns_InOneBrowser_DoNotDisturbEachOther()
    {
        var addresses = new List<Uri>();
        var other = _app.NewClient();
        var first = _app.Auth.SignInWithProvider(Google, addresses.Add).ToTask();
        var second = other.Auth.SignInWithProvider(Google, addresses.Add).ToTask();

        await _browser.VisitAsync(addresses[1]);
        await _browser.VisitAsync(addresses[0]);

        Assert.That(((await first).IsSuccess, (await second).IsSuccess), Is.EqualTo((true, true)));
        Assert.That(other.Auth.CurrentSession, Is.Not.EqualTo(_app.Auth.CurrentSession));
    }

    [Test]
    public void Browser_Closed_AndTheAppGivesUp_ClosesThePort()
    {
        Uri? opened = null;
        var signIn = _app.Auth.SignInWithProvider(Google, address => opened = address).Subscribe(_ => Assert.Fail("Disposed."));

        signIn.Dispose();

        Assert.That(async () => await _browser.VisitAsync(opened!), Throws.TypeOf<HttpRequestException>(), "the person comes back to nobody");
        Assert.That(_app.Auth.CurrentSession, Is.Null);
    }

    [Test]
    public async Task Browser_SlowerThanTheTimeLimit_ComesBackToNobody()
    {
        var time = new TestScheduler();
        var client = _app.NewClient(new AltogicClientOptions { Scheduler = time });
        Uri? opened = null;
        var signIn = client.Auth.SignInWithProvider(Google, address => opened = address, TimeSpan.FromMinutes(2)).ToTask();

        time.AdvanceBy(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.That(signIn.IsCompleted, Is.False);
        time.AdvanceBy(TimeSpan.FromSeconds(1));
        var error = (await signIn).Errors!;

        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Timeout, ErrorCodes.TimedOut)));
        Assert.That(async () => await _browser.VisitAsync(opened!), Throws.TypeOf<HttpRequestException>());
        Assert.That(client.Auth.CurrentSession, Is.Null);
    }

    [Test]
    public async Task Browser_JustInsideTheTimeLimit_SignsIn()
    {
        var time = new TestScheduler();
        var client = _app.NewClient(new AltogicClientOptions { Scheduler = time });
        Uri? opened = null;
        var signIn = client.Auth.SignInWithProvider(Google, address => opened = address).ToTask();
        time.AdvanceBy(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));

        await _browser.VisitAsync(opened!);

        Assert.That((await signIn).Data!.Session, Is.EqualTo(client.Auth.CurrentSession).And.Not.Null);
    }

    [Test]
    public async Task Person_SlowerThanTheBackendAllows_IsAResult()
    {
        _provider.Consent = address =>
        {
            _app.Backend.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
            return _provider.Agree(address);
        };

        AssertRefused(await _app.Auth.SignInWithProvider(Google, _browser.Open).ShouldFail(), 400, "The sign-in took too long. Start again.");
    }

    /// <summary>The token of a sign-in as somebody else, for an attack with it.</summary>
    private async Task<string> ForeignTokenAsync()
    {
        using var browser = new TestBrowser();
        return AuthRedirect.Parse((await browser.VisitAsync(_app.Auth.GetProviderSignInUrl(Google))).Address).AccessToken!;
    }

    private static Uri WithRedirectOnly(Uri address) => new(address.AbsoluteUri[..address.AbsoluteUri.IndexOf("&state=", StringComparison.Ordinal)]);

    private static string Parameter(Uri address, string name) => Uri.UnescapeDataString(
        address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).Single(pair => pair[0] == name)[1]);

    private static void AssertRefused(AltogicError error, int status, string message) => Assert.That(
        (error.Kind, error.Status, error.Items[0].Code, error.Message), Is.EqualTo((ErrorKind.Api, status, ErrorCodes.RedirectFailed, message)));
}
