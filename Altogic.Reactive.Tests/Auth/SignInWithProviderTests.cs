using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Auth;

public sealed class SignInWithProviderTests
{
    private StubHttp _http = null!;
    private TestScheduler _time = null!;
    private AltogicClient _client = null!;
    private HttpClient _browser = null!;

    [SetUp]
    public void Start()
    {
        _http = new StubHttp();
        _time = new TestScheduler();
        _client = _http.CreateClient(new AltogicClientOptions { RetryPolicy = RetryPolicy.None, Scheduler = _time });
        _browser = new HttpClient(new SocketsHttpHandler { UseProxy = false });
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _http.Dispose();
        _browser.Dispose();
    }

    [Test]
    public void GetProviderSignInUrl_OfAnyName_IsBelowTheEnvironment()
    {
        Assert.That(_client.Auth.GetProviderSignInUrl(AuthProvider.Google).AbsoluteUri, Is.EqualTo("http://stub.test/_auth/google"));
        using var client = new AltogicClient("https://c1-na.altogic.com/e:62d8/", "key");
        Assert.That(client.Auth.GetProviderSignInUrl("my idp/x").AbsoluteUri, Is.EqualTo("https://c1-na.altogic.com/e:62d8/_auth/my%20idp%2Fx"));
    }

    [Test]
    public async Task SignIn_WhenTheBrowserComesBack_ExchangesTheTokenAndSignsIn()
    {
        _http.On("GET", "/_api/rest/v1/auth/grant").Reply(AuthJson.Grant("t"));
        Uri? opened = null;
        var grant = await _client.Auth.SignInWithProvider(AuthProvider.GitHub, url =>
        {
            opened = url;
            _ = ComeBack(url, "action=oauth-signin&status=200&access_token=at%2D1");
        }).ShouldSucceed();
        Assert.That(grant.Session!.Token, Is.EqualTo("t"));
        Assert.That(_client.Auth.CurrentSession!.Token, Is.EqualTo("t"));
        Assert.That(_http.Single.PathAndQuery, Is.EqualTo("/_api/rest/v1/auth/grant?key=at-1"));
        Assert.That(opened!.AbsoluteUri, Does.Match(
            @"^http://stub\.test/_auth/github\?redirect=http%3A%2F%2F127\.0\.0\.1%3A\d+%2Fsign-in&state=[A-Za-z0-9_-]{43}$"));
    }

    [Test]
    public async Task SignIn_Denied_IsAResult()
    {
        var error = await _client.Auth.SignInWithProvider("google", url =>
            _ = ComeBack(url, "action=oauth-signin&status=401&error=The%20user%20said%20no")).ShouldFail();
        Assert.That((error.Kind, error.Status, error.Items[0].Code, error.Message),
            Is.EqualTo((ErrorKind.Api, 401, ErrorCodes.RedirectFailed, "The user said no")));
        Assert.That(_client.Auth.CurrentSession, Is.Null);
    }

    [Test]
    public async Task SignIn_WithARefusedToken_IsTheServersError()
    {
        _http.On("GET", "/_api/rest/v1/auth/grant").Fail(403, "invalid_access_token");
        var error = await _client.Auth.SignInWithProvider("google", url => _ = ComeBack(url, "status=200&access_token=used")).ShouldFail();
        Assert.That(error.HasCode("invalid_access_token"), Is.True);
    }

    [Test]
    public async Task SignIn_WithForgedRedirectsBefore_WaitsForTheTrueOne()
    {
        _http.On("GET", "/_api/rest/v1/auth/grant").Reply(AuthJson.Grant("t"));
        var statuses = new List<HttpStatusCode>();
        await _client.Auth.SignInWithProvider("google", url => _ = Forge(url)).ShouldSucceed();
        Assert.That(statuses, Is.EqualTo((HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.NotFound]));
        Assert.That(_http.Single.Query, Is.EqualTo("key=true"));

        async Task Forge(Uri url)
        {
            var redirect = Parameter(url, "redirect");
            foreach (var forged in new[] { redirect + "?access_token=evil", redirect + "?access_token=evil&state=guess", new Uri(new Uri(redirect), "/favicon.ico").AbsoluteUri })
            {
                using var answer = await _browser.GetAsync(new Uri(forged));
                statuses.Add(answer.StatusCode);
            }

            await ComeBack(url, "status=200&access_token=true");
        }
    }

    [Test]
    public async Task SignIn_SubscribedTwice_UsesTwoPortsAndTwoStates()
    {
        _http.On("GET", "/_api/rest/v1/auth/grant").Reply(AuthJson.Grant("t"));
        var urls = new List<Uri>();
        var signIn = _client.Auth.SignInWithProvider("google", urls.Add);
        Assert.That(urls, Is.Empty, "nothing happens before a subscription");
        var first = signIn.ToTask();
        var second = signIn.ToTask();
        Assert.That(urls.Select(url => Parameter(url, "state")).Distinct().Count(), Is.EqualTo(2));
        Assert.That(urls.Select(url => Parameter(url, "redirect")).Distinct().Count(), Is.EqualTo(2));
        await Task.WhenAll(ComeBack(urls[1], "access_token=b"), ComeBack(urls[0], "access_token=a"));
        Assert.That((await first).IsSuccess && (await second).IsSuccess, Is.True);
    }

    [Test]
    public async Task SignIn_NobodyFinishes_TimesOutAndClosesThePort()
    {
        Uri? opened = null;
        var signIn = _client.Auth.SignInWithProvider("google", url => opened = url).ToTask();
        _time.AdvanceBy(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.That(signIn.IsCompleted, Is.False);
        _time.AdvanceBy(TimeSpan.FromSeconds(1));
        var error = (await signIn).Errors!;
        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Timeout, ErrorCodes.TimedOut)));
        AssertClosed(opened!);
    }

    [Test]
    public async Task SignIn_WithATimeLimitAndASchedulerOfItsOwn_UsesThem()
    {
        var time = new TestScheduler();
        var signIn = _client.Auth.SignInWithProvider("google", _ => { }, TimeSpan.FromSeconds(3), time).ToTask();
        _time.AdvanceBy(TimeSpan.FromHours(1));
        Assert.That(signIn.IsCompleted, Is.False);
        time.AdvanceBy(TimeSpan.FromSeconds(4));
        Assert.That((await signIn).Errors!.Kind, Is.EqualTo(ErrorKind.Timeout));
    }

    [Test]
    public void SignIn_WithoutALimit_WaitsForEver()
    {
        Result<AuthGrant>? result = null;
        using var waiting = _client.Auth.SignInWithProvider("google", _ => { }, Timeout.InfiniteTimeSpan).Subscribe(value => result = value);
        _time.AdvanceBy(TimeSpan.FromDays(1000));
        Assert.That(result, Is.Null);
    }

    [Test]
    public void SignIn_Disposed_ClosesThePort()
    {
        Uri? opened = null;
        _client.Auth.SignInWithProvider("google", url => opened = url).Subscribe(_ => Assert.Fail("disposed")).Dispose();
        AssertClosed(opened!);
    }

    [Test]
    public void SignIn_OfAClientThatIsDisposedMeanwhile_EndsAndClosesThePort()
    {
        Uri? opened = null;
        Exception? error = null;
        using var waiting = _client.Auth.SignInWithProvider("google", url => opened = url).Subscribe(_ => { }, thrown => error = thrown);
        _client.Dispose();
        Assert.That(error, Is.TypeOf<ObjectDisposedException>());
        AssertClosed(opened!);
        var browsers = 0;
        Assert.That(async () => await _client.Auth.SignInWithProvider("google", _ => browsers++), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(browsers, Is.Zero);
    }

    [Test]
    public async Task SignIn_WhenTheBrowserCannotBeOpened_IsAResult()
    {
        Uri? opened = null;
        var error = await _client.Auth.SignInWithProvider("google", url =>
        {
            opened = url;
            throw new InvalidOperationException("no browser here");
        }).ShouldFail();
        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Client, ErrorCodes.BrowserNotOpened)));
        Assert.That(error.Exception, Is.TypeOf<InvalidOperationException>());
        AssertClosed(opened!);
    }

    [Test]
    public async Task SignIn_WithABrowserThatReturnsOnlyAfterwards_Works()
    {
        _http.On("GET", "/_api/rest/v1/auth/grant").Reply(AuthJson.Grant("t"));
        using var finished = new ManualResetEventSlim();
        var signIn = Task.Run(() => _client.Auth.SignInWithProvider("google", url =>
        {
            _ = ComeBack(url, "access_token=a").ContinueWith(_ => finished.Set(), TaskScheduler.Default);
            finished.Wait();
        }).ShouldSucceed());
        Assert.That((await signIn).Session!.Token, Is.EqualTo("t"));
    }

    private async Task ComeBack(Uri opened, string query)
    {
        using var answer = await _browser.GetAsync(new Uri(Parameter(opened, "redirect") + "?" + query + "&state=" + Parameter(opened, "state")));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static string Parameter(Uri url, string name) => Uri.UnescapeDataString(
        url.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).Single(pair => pair[0] == name)[1]);

    private static void AssertClosed(Uri opened)
    {
        using var client = new TcpClient();
        var port = new Uri(Parameter(opened, "redirect")).Port;
        Assert.That(() => client.Connect(IPAddress.Loopback, port), Throws.InstanceOf<SocketException>());
    }
}
