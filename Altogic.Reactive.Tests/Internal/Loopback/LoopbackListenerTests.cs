using System.Net;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Text;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Internal.Loopback;

namespace Altogic.Reactive.Tests.Internal.Loopback;

public sealed class LoopbackListenerTests
{
    private const string State = "the-state";

    // a run that is called off must not hang in a socket
    private static CancellationToken Cancelled => TestContext.CurrentContext.CancellationToken;

    private HistoricalScheduler _time = null!;
    private LoopbackListener _listener = null!;
    private HttpClient _browser = null!;

    [SetUp]
    public void Start()
    {
        _time = new HistoricalScheduler();
        _listener = LoopbackListener.Start(_time);
        _browser = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _listener.RedirectUri };
    }

    [TearDown]
    public void Stop()
    {
        _browser.Dispose();
        _listener.Dispose();
    }

    [Test]
    public void RedirectUri_IsAnIPv4LoopbackAddressWithAPort()
    {
        Assert.That(_listener.RedirectUri.Host, Is.EqualTo("127.0.0.1"));
        Assert.That(_listener.RedirectUri.Port, Is.GreaterThan(1023));
    }

    [Test]
    public async Task Redirect_WithTheState_IsDeliveredAndAnsweredWithAPage()
    {
        var redirect = _listener.Redirect(State).ToTask(Cancelled);
        using var answer = await _browser.GetAsync(new Uri("?action=oauth-signin&status=200&access_token=at-1&state=" + State, UriKind.Relative), Cancelled);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page, Does.Contain("close this window").And.Not.Contain("at-1"));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That((await redirect).AccessToken, Is.EqualTo("at-1"));
    }

    [Test]
    public async Task Redirect_OfAFailure_IsDeliveredWithoutRepeatingItsText()
    {
        var redirect = _listener.Redirect(State).ToTask(Cancelled);
        var page = await _browser.GetStringAsync(new Uri("?action=oauth-signin&status=401&error=%3Cscript%3E&state=" + State, UriKind.Relative), Cancelled);
        Assert.That(page, Does.Contain("did not succeed").And.Not.Contain("script"));
        Assert.That((await redirect).Error, Is.EqualTo("<script>"));
    }

    [TestCase("GET /favicon.ico HTTP/1.1\r\n\r\n", "404")]
    [TestCase("GET / HTTP/1.1\r\n\r\n", "404")]
    [TestCase("GET /sign-in/x?state=the-state&access_token=x HTTP/1.1\r\n\r\n", "404")]
    [TestCase("GET /sign-in?access_token=x HTTP/1.1\r\n\r\n", "400")]
    [TestCase("GET /sign-in?access_token=x&state=other HTTP/1.1\r\n\r\n", "400")]
    [TestCase("GET /sign-in?access_token=x&state=THE-STATE HTTP/1.1\r\n\r\n", "400")]
    [TestCase("POST /sign-in?access_token=x&state=the-state HTTP/1.1\r\n\r\n", "405")]
    [TestCase("HEAD /sign-in?access_token=x&state=the-state HTTP/1.1\r\n\r\n", "405")]
    [TestCase("\u0016\u0003\u0001 garbage\r\n\r\n", "400")]
    [TestCase("\r\n\r\n", "400")]
    public async Task Request_ThatIsNotTheRedirect_IsRefusedAndTheWaitGoesOn(string request, string status)
    {
        var redirect = _listener.Redirect(State).ToTask(Cancelled);
        Assert.That(await Send(request), Does.StartWith("HTTP/1.1 " + status));
        Assert.That(redirect.IsCompleted, Is.False);
        await AssertStillWorks(redirect);
    }

    [Test]
    public async Task Request_WithAnEndlessHead_IsRefused()
    {
        var redirect = _listener.Redirect(State).ToTask(Cancelled);
        Assert.That(await Send(new string('x', 16 * 1024)), Does.StartWith("HTTP/1.1 431"));
        await AssertStillWorks(redirect);
    }

    [Test]
    public async Task Request_InSmallPieces_IsPutTogether()
    {
        var redirect = _listener.Redirect(State).ToTask(Cancelled);
        using var client = await Connect();
        foreach (var piece in "GET /sign-in?access_token=at-1&state=the-state HTTP/1.1\r\nA: b\r\nC\r\n\r\n")
            await client.GetStream().WriteAsync(new[] { (byte)piece }, Cancelled);
        Assert.That(await ReadToEnd(client), Does.StartWith("HTTP/1.1 200"));
        Assert.That((await redirect).AccessToken, Is.EqualTo("at-1"));
    }

    [Test]
    public async Task Client_ThatSendsNothing_BlocksNobodyAndIsHungUpAfterTenSeconds()
    {
        var redirect = _listener.Redirect(State).ToTask(Cancelled);
        using var slow = await Connect();
        using var half = await Connect();
        await half.GetStream().WriteAsync("GET /sign-in?access_tok"u8.ToArray(), Cancelled);
        Assert.That(await Send("GET /favicon.ico HTTP/1.1\r\n\r\n"), Does.StartWith("HTTP/1.1 404"), "both slow clients are accepted by now");
        _time.AdvanceBy(TimeSpan.FromSeconds(10));
        Assert.That(await ReadToEnd(slow), Is.Empty);
        Assert.That(await ReadToEnd(half), Is.Empty);
        await AssertStillWorks(redirect);
    }

    [Test]
    public async Task Client_ThatHangsUp_DoesNotEndTheWait()
    {
        var redirect = _listener.Redirect(State).ToTask(Cancelled);
        for (var i = 0; i < 5; i++)
        {
            using var client = await Connect();
            client.LingerState = new LingerOption(true, 0);
        }

        await AssertStillWorks(redirect);
    }

    [Test]
    public async Task Redirect_SentManyTimesAtOnce_CountsOnce()
    {
        var delivered = 0;
        var redirect = _listener.Redirect(State).Do(_ => Interlocked.Increment(ref delivered)).ToTask(Cancelled);
        var clients = Enumerable.Range(0, 20).Select(_ => Try("GET /sign-in?access_token=a&state=the-state HTTP/1.1\r\n\r\n"));
        var answers = await Task.WhenAll(clients);
        await redirect;
        Assert.That(delivered, Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Redirect_WhenDelivered_ClosesThePort()
    {
        await AssertStillWorks(_listener.Redirect(State).ToTask(Cancelled));
        Assert.That(Connect, Throws.InstanceOf<SocketException>());
    }

    [Test]
    public async Task Redirect_NobodyWaitsForAnyMore_ClosesThePortAndEveryConnection()
    {
        var waiting = _listener.Redirect(State).Subscribe();
        using var open = await Connect();
        Assert.That(await Send("GET / HTTP/1.1\r\n\r\n"), Does.StartWith("HTTP/1.1 404"));
        waiting.Dispose();
        Assert.That(await ReadToEnd(open), Is.Empty);
        Assert.That(Connect, Throws.InstanceOf<SocketException>());
    }

    [Test]
    public async Task Dispose_WhileWaiting_ClosesThePortAndCompletes()
    {
        var redirect = _listener.Redirect(State).ToList().ToTask(Cancelled);
        Assert.That(await Send("GET / HTTP/1.1\r\n\r\n"), Does.StartWith("HTTP/1.1 404"));
        _listener.Dispose();
        _listener.Dispose();
        Assert.That(await redirect, Is.Empty);
        Assert.That(Connect, Throws.InstanceOf<SocketException>());
    }

    private async Task AssertStillWorks(Task<AuthRedirect> redirect)
    {
        Assert.That(await Send("GET /sign-in?access_token=at-2&state=the-state HTTP/1.1\r\nHost: x\r\n\r\n"), Does.StartWith("HTTP/1.1 200"));
        Assert.That((await redirect).AccessToken, Is.EqualTo("at-2"));
    }

    private async Task<TcpClient> Connect()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _listener.RedirectUri.Port, Cancelled);
        return client;
    }

    private async Task<string> Send(string request)
    {
        using var client = await Connect();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancelled);
        return await ReadToEnd(client);
    }

    private async Task<string> Try(string request)
    {
        try
        {
            return await Send(request);
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            return "";
        }
    }

    private static async Task<string> ReadToEnd(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(Cancelled);
    }
}
