using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Auth;

/// <summary>A session the server refuses is gone, whoever finds out (errors §6).</summary>
public sealed class SessionInvalidationTests
{
    private const string UserPath = "/_api/rest/v1/auth/user";
    private StubHttp _http = null!;
    private MemorySessionStore _store = null!;
    private AltogicClient _client = null!;
    private List<string?> _tokens = null!;

    [SetUp]
    public void SignIn()
    {
        _http = new StubHttp();
        _store = new MemorySessionStore();
        _store.Save(new StoredSession(new Session { Token = "t" }, new User { Id = "u1" }));
        _client = _http.CreateClient(new AltogicClientOptions { RetryPolicy = RetryPolicy.None, SessionStore = _store });
        _tokens = [];
        _client.Auth.SessionChanges.Subscribe(session => _tokens.Add(session?.Token));
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _http.Dispose();
    }

    [TestCase("invalid_session_token", 401)]
    [TestCase("missing_session_token", 401)]
    [TestCase("invalid_session_token", 403)]
    [TestCase("invalid_session_token", 500)]
    public async Task Refusal_OfTheSession_ForgetsItBeforeTheResultArrivesAndSaysSo(string code, int status)
    {
        _http.On("GET", UserPath).Fail(status, code);
        var error = await _client.Auth.GetUserFromDB().ShouldFail();
        Assert.That((error.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Session, status, code)));
        Assert.That(_client.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
        Assert.That(_store.Load(), Is.Null);
        Assert.That(_tokens, Is.EqualTo((string?[])["t", null]));
    }

    [Test]
    public async Task Refusal_ByAnyModule_ForgetsTheSession()
    {
        _http.On("GET", "/_api/rest/v1/db/stats").Fail(401, "invalid_session_token");
        await _client.Db.GetStats().ShouldFail();
        Assert.That(_tokens, Is.EqualTo((string?[])["t", null]));
    }

    [Test]
    public async Task Refusal_InAnyEntryOfTheList_Counts()
    {
        _http.On("GET", UserPath).Reply(400,
            """{"errors":[{"origin":"a","code":"x","message":"m"},{"origin":"a","code":"invalid_session_token","message":"m"}]}""");
        await _client.Auth.GetUserFromDB().ShouldFail();
        Assert.That(_client.Auth.CurrentSession, Is.Null);
    }

    [TestCase("""{"errors":{"origin":"a","code":"invalid_session_token","message":"m"}}""")]
    [TestCase("""[{"origin":"a","code":"invalid_session_token","message":"m"}]""")]
    [TestCase("""{"errors":[{"origin":"a","code":"INVALID_SESSION_TOKEN","message":"m"}]}""")]
    [TestCase("""{"errors":[{"origin":"a","code":"invalid_access_token","message":"invalid_session_token"}]}""")]
    public async Task Answer_ThatOnlyLooksLikeARefusal_LeavesTheSession(string body)
    {
        _http.On("GET", UserPath).Reply(401, body);
        await _client.Auth.GetUserFromDB().ShouldFail();
        Assert.That(_tokens, Is.EqualTo((string?[])["t"]));
    }

    [Test]
    public async Task Refusal_OfAnEarlierSession_LeavesTheNewOne()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _http.On("GET", UserPath).ReplyLater(answer.Task);
        var reading = _client.Auth.GetUserFromDB().Replay();
        using var connection = reading.Connect();
        _client.Auth.SetSession(new Session { Token = "t2" });
        answer.SetResult(StubRoute.Message(
            401,
            new StringContent("""{"errors":[{"origin":"a","code":"invalid_session_token","message":"m"}]}"""),
            contentType: null,
            []));
        Assert.That((await reading.ShouldFail()).Kind, Is.EqualTo(ErrorKind.Session));
        Assert.That(_client.Auth.CurrentSession!.Token, Is.EqualTo("t2"));
    }

    [Test]
    public async Task Refusal_InsideASignOut_IsReportedAndForgetsTheSession()
    {
        _http.On("POST", "/_api/rest/v1/auth/signout").Fail(401, "invalid_session_token");
        Assert.That((await _client.Auth.SignOut().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Session));
        Assert.That(_tokens, Is.EqualTo((string?[])["t", null]));
    }

    [Test]
    public async Task Observer_ThatSignsInAgainWhenTheSessionEnds_IsHeard()
    {
        _http.On("GET", UserPath).Fail(401, "invalid_session_token");
        _http.On("POST", "/_api/rest/v1/auth/signin-email").Reply(AuthJson.Grant("t2"));
        using var again = _client.Auth.SessionChanges.Subscribe(session =>
        {
            if (session is null) _client.Auth.SignInWithEmail("a@b.co", "secret").Subscribe();
        });
        await _client.Auth.GetUserFromDB().ShouldFail();
        Assert.That(_client.Auth.CurrentSession!.Token, Is.EqualTo("t2"));
        Assert.That(_tokens, Is.EqualTo((string?[])["t", null, "t2"]));
    }
}
