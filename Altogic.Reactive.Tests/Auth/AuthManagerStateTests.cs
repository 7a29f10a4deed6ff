using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Auth;

/// <summary>What a client holds before and after each operation (auth §3 to §6).</summary>
public sealed class AuthManagerStateTests
{
    private const string Prefix = "/_api/rest/v1/auth/";
    private StubHttp _http = null!;
    private MemorySessionStore _store = null!;
    private AltogicClient _client = null!;
    private List<string?> _tokens = null!;

    [SetUp]
    public void Start()
    {
        _http = new StubHttp();
        _store = new MemorySessionStore();
        _client = _http.CreateClient(new AltogicClientOptions { RetryPolicy = RetryPolicy.None, SessionStore = _store });
        _tokens = [];
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private static IEnumerable<TestCaseData> SignIns()
    {
        yield return Case("POST", "signin-email", auth => auth.SignInWithEmail("a@b.co", "secret"));
        yield return Case("POST", "signin-phone", auth => auth.SignInWithPhone("+1", "secret"));
        yield return Case("POST", "signin-code", auth => auth.SignInWithCode("+1", "123456"));
        yield return Case("GET", "grant", auth => auth.GetAuthGrant("at-1"));
    }

    private static IEnumerable<TestCaseData> MaySignIn()
    {
        yield return Case("POST", "signup-email", auth => auth.SignUpWithEmail("a@b.co", "secret", "Ada"));
        yield return Case("POST", "signup-phone", auth => auth.SignUpWithPhone("+1", "secret", new { name = "Ada" }));
        yield return Case("POST", "verify-phone", auth => auth.VerifyPhone("+1", "123456"));
    }

    private static IEnumerable<TestCaseData> All() => SignIns().Concat(MaySignIn());

    [TestCaseSource(nameof(All))]
    public async Task Grant_WithASession_ReplacesTheOldOneBeforeTheResultArrives(
        string method, string path, Func<AuthManager, IObservable<Result<AuthGrant>>> call)
    {
        SignedIn("old");
        _http.On(method, Prefix + path).Reply(AuthJson.Grant("new"));
        string? atResult = null;
        await call(_client.Auth).Do(_ => atResult = _client.Auth.CurrentSession?.Token).ShouldSucceed();
        Assert.That(atResult, Is.EqualTo("new"));
        Assert.That(_client.Auth.CurrentUser!.Name, Is.EqualTo("Ada"));
        Assert.That((_store.Load()!.Session!.Token, _store.Load()!.User!.Id), Is.EqualTo(("new", "u1")));
        Assert.That(_http.Single.Header("Session"), Is.Null, "a stale session does not go with a public call (rest Q3)");
        Assert.That(_tokens, Is.EqualTo((string?[])["old", "new"]));
    }

    [TestCaseSource(nameof(MaySignIn))]
    public async Task Grant_WithoutASession_LeavesTheOldOne(
        string method, string path, Func<AuthManager, IObservable<Result<AuthGrant>>> call)
    {
        SignedIn("old");
        _http.On(method, Prefix + path).Reply(AuthJson.WithoutSession);
        var grant = await call(_client.Auth).ShouldSucceed();
        Assert.That((grant.HasSession, grant.User.Id), Is.EqualTo((false, "u1")));
        Assert.That((_client.Auth.CurrentSession!.Token, _client.Auth.CurrentUser!.Id), Is.EqualTo(("old", "u0")));
        Assert.That(_tokens, Is.EqualTo((string?[])["old"]));
    }

    [TestCaseSource(nameof(SignIns))]
    public async Task SignIn_AnsweredWithoutASession_IsABrokenAnswer(
        string method, string path, Func<AuthManager, IObservable<Result<AuthGrant>>> call)
    {
        SignedIn("old");
        _http.On(method, Prefix + path).Reply(AuthJson.WithoutSession);
        var error = await call(_client.Auth).ShouldFail();
        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Serialization, ErrorCodes.EmptyResponse)));
        Assert.That(_client.Auth.CurrentSession!.Token, Is.EqualTo("old"));
    }

    [TestCaseSource(nameof(All))]
    public async Task Grant_WithABrokenBody_IsAFailureAndChangesNothing(
        string method, string path, Func<AuthManager, IObservable<Result<AuthGrant>>> call)
    {
        SignedIn("old");
        var bodies = new[] { "", "null", "{}", "[]", "5", "\"x\"", """{"user":null}""", """{"user":{},"session":{"token":"t"}}""",
            """{"user":{"_id":"u1"},"session":{}}""", """{"user":{"_id":"u1"},"session":{"token":""}}""", """{"user":{"_id":"u1"},"session":7}""" };
        var route = _http.On(method, Prefix + path);
        foreach (var body in bodies) route.Reply(body);
        route.Empty(204);
        for (var i = 0; i <= bodies.Length; i++)
        {
            var error = await call(_client.Auth).ShouldFail();
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.Serialization), i < bodies.Length ? bodies[i] : "204");
        }

        Assert.That(_tokens, Is.EqualTo((string?[])["old"]));
    }

    [TestCaseSource(nameof(All))]
    public async Task Grant_Refused_ChangesNothing(string method, string path, Func<AuthManager, IObservable<Result<AuthGrant>>> call)
    {
        SignedIn("old");
        _http.On(method, Prefix + path).Fail(401, "invalid_credentials");
        Assert.That((await call(_client.Auth).ShouldFail()).HasCode("invalid_credentials"), Is.True);
        Assert.That(_tokens, Is.EqualTo((string?[])["old"]));
    }

    [Test]
    public void Operations_OfEveryKind_SendNothingBeforeSubscribeAndOncePerSubscription()
    {
        _http.On("POST", Prefix + "signin-email").Reply(AuthJson.Grant("t"));
        _http.On("POST", Prefix + "signout").Reply("null");
        var signIn = _client.Auth.SignInWithEmail("a@b.co", "secret");
        var signOut = _client.Auth.SignOut();
        Assert.That(_http.Requests, Is.Empty);
        using (signIn.Subscribe()) { }
        using (signIn.Subscribe()) { }
        using (signOut.Subscribe()) { }
        Assert.That(_http.Requests, Has.Count.EqualTo(3));
        Assert.That(_client.Auth.CurrentSession, Is.Null);
    }

    [Test]
    public void SignIn_DisposedBeforeTheAnswer_SignsNobodyIn()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _http.On("POST", Prefix + "signin-email").ReplyLater(answer.Task);
        _client.Auth.SignInWithEmail("a@b.co", "secret").Subscribe(_ => Assert.Fail("disposed")).Dispose();
        answer.SetResult(new HttpResponseMessage { Content = new StringContent(AuthJson.Grant("t")) });
        Assert.That(_client.Auth.CurrentSession, Is.Null);
    }

    [Test]
    public async Task SignOut_OfTheCurrentSession_ForgetsIt()
    {
        SignedIn("t");
        _http.On("POST", Prefix + "signout").Reply("null");
        await _client.Auth.SignOut().ShouldSucceed();
        Assert.That((_http.Single.Body, _http.Single.Header("Session")), Is.EqualTo(("{}", "t")));
        Assert.That(_client.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
        Assert.That(_store.Load(), Is.Null);
        Assert.That(_tokens, Is.EqualTo((string?[])["t", null]));
    }

    [TestCase("t", null)]
    [TestCase("other", "t")]
    public async Task SignOut_OfAToken_ForgetsTheCurrentSessionOnlyWhenItIsThatOne(string token, string? left)
    {
        SignedIn("t");
        _http.On("POST", Prefix + "signout").Reply("null");
        await _client.Auth.SignOut(token).ShouldSucceed();
        Assert.That(_http.Single.Body, Is.EqualTo($$"""{"token":"{{token}}"}"""));
        Assert.That(_client.Auth.CurrentSession?.Token, Is.EqualTo(left));
    }

    [Test]
    public async Task SignOut_WithoutNetwork_SaysSoAndKeepsTheSession()
    {
        SignedIn("t");
        _http.On("POST", Prefix + "signout").Reset();
        Assert.That((await _client.Auth.SignOut().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Network));
        Assert.That(_client.Auth.CurrentSession!.Token, Is.EqualTo("t"));
        Assert.That(_store.Load()!.Session!.Token, Is.EqualTo("t"));
    }

    [TestCase("signout")]
    [TestCase("signout-all")]
    public async Task SignOut_AnsweredAfterANewSignIn_LeavesTheNewSession(string path)
    {
        SignedIn("old");
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _http.On("POST", Prefix + path).ReplyLater(answer.Task);
        var signOut = (path == "signout" ? _client.Auth.SignOut() : _client.Auth.SignOutAll()).Replay();
        using var connection = signOut.Connect();
        _client.Auth.SetSession(new Session { Token = "new" });
        answer.SetResult(new HttpResponseMessage { Content = new StringContent("null") });
        await signOut.ShouldSucceed();
        Assert.That(_client.Auth.CurrentSession!.Token, Is.EqualTo("new"));
    }

    [Test]
    public async Task SignOutAll_OnSuccessOnly_ForgetsTheSession()
    {
        SignedIn("t");
        _http.On("POST", Prefix + "signout-all").Fail(500, "internal_server_error").Reply("null");
        await _client.Auth.SignOutAll().ShouldFail();
        Assert.That(_client.Auth.CurrentSession!.Token, Is.EqualTo("t"));
        await _client.Auth.SignOutAll().ShouldSucceed();
        Assert.That(_client.Auth.CurrentSession, Is.Null);
    }

    [Test]
    public async Task SignOutAllExceptCurrent_KeepsTheSession()
    {
        SignedIn("t");
        _http.On("POST", Prefix + "signout-all-except").Reply("null");
        await _client.Auth.SignOutAllExceptCurrent().ShouldSucceed();
        Assert.That(_client.Auth.CurrentSession!.Token, Is.EqualTo("t"));
    }

    [Test]
    public async Task ReadingAndChanging_NeverTouchesWhatTheClientHolds()
    {
        SignedIn("t");
        _http.On("GET", Prefix + "user").Reply("""{"_id":"u9","name":"Fresh"}""");
        _http.On("GET", Prefix + "sessions").Reply($"[{AuthJson.Session("t")},{AuthJson.Session("t2")}]");
        _http.On("POST", Prefix + "change-email").Reply("""{"_id":"u0","email":"new@b.co"}""");
        _http.On("POST", Prefix + "change-phone").Reply("""{"_id":"u0","phone":"+2"}""");
        _http.On("POST", Prefix + "change-pwd").Reply("null");
        Assert.That((await _client.Auth.GetUserFromDB().ShouldSucceed()).Name, Is.EqualTo("Fresh"));
        Assert.That((await _client.Auth.GetAllSessions().ShouldSucceed()).Select(session => session.Token), Is.EqualTo((string[])["t", "t2"]));
        Assert.That((await _client.Auth.ChangeEmail("secret", "new@b.co").ShouldSucceed()).Email, Is.EqualTo("new@b.co"));
        Assert.That((await _client.Auth.ChangePhone("secret", "+2").ShouldSucceed()).Phone, Is.EqualTo("+2"));
        await _client.Auth.ChangePassword("new-secret", "secret").ShouldSucceed();
        Assert.That((_client.Auth.CurrentSession!.Token, _client.Auth.CurrentUser!.Id), Is.EqualTo(("t", "u0")));
        Assert.That(_http.Requests.Select(request => request.Header("Session")), Is.All.EqualTo("t"));
    }

    [Test]
    public async Task GetAllSessions_WithABrokenEntry_IsAFailure()
    {
        SignedIn("t");
        _http.On("GET", Prefix + "sessions").Reply("""[{"token":"t"},{"userId":"u1"}]""").Reply("""[null]""").Reply("[]");
        Assert.That((await _client.Auth.GetAllSessions().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
        Assert.That((await _client.Auth.GetAllSessions().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
        Assert.That(await _client.Auth.GetAllSessions().ShouldSucceed(), Is.Empty);
    }

    [Test]
    public void StoredSession_OfAnEarlierClient_IsTakenUpAtTheStart()
    {
        SignedIn("t");
        using var next = _http.CreateClient(new AltogicClientOptions { SessionStore = _store });
        Assert.That((next.Auth.CurrentSession!.Token, next.Auth.CurrentUser!.Id), Is.EqualTo(("t", "u0")));
        Session? first = null;
        using (next.Auth.SessionChanges.Subscribe(session => first = session)) { }
        Assert.That(first!.Token, Is.EqualTo("t"));
    }

    [Test]
    public void SetSessionAndSetUser_ChangeOneAndKeepTheOther()
    {
        SignedIn("t");
        _client.Auth.SetUser(new User { Id = "u2" });
        Assert.That(_client.Auth.GetSession()!.Token, Is.EqualTo("t"));
        _client.Auth.SetSession(new Session(new JObject { ["token"] = "t2", ["custom"] = 1 }));
        Assert.That(_client.Auth.GetUser()!.Id, Is.EqualTo("u2"));
        Assert.That((int)_store.Load()!.Session!["custom"]!, Is.EqualTo(1), "unknown members are kept");
        Assert.That(() => _client.Auth.SetSession(null!), Throws.ArgumentNullException);
        Assert.That(() => _client.Auth.SetUser(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void InvalidateSession_ForgetsEverythingAndSaysSo()
    {
        SignedIn("t");
        var users = new List<string?>();
        using var subscription = _client.Auth.UserChanges.Subscribe(user => users.Add(user?.Id));
        _client.Auth.InvalidateSession();
        _client.Auth.InvalidateSession();
        Assert.That(_store.Load(), Is.Null);
        Assert.That(_tokens, Is.EqualTo((string?[])["t", null]));
        Assert.That(users, Is.EqualTo((string?[])["u0", null]));
    }

    [Test]
    public async Task ClearLocalData_ForgetsWhatIsStoredAndGoesOn()
    {
        SignedIn("t");
        _client.Auth.ClearLocalData();
        Assert.That(_store.Load(), Is.Null);
        _http.On("GET", Prefix + "user").Reply(AuthJson.User);
        await _client.Auth.GetUserFromDB().ShouldSucceed();
        Assert.That(_http.Single.Header("Session"), Is.EqualTo("t"));
    }

    [Test]
    public void Streams_WhenTheClientIsDisposed_Complete()
    {
        var completed = 0;
        using var first = _client.Auth.SessionChanges.Subscribe(_ => { }, () => completed++);
        using var second = _client.Auth.UserChanges.Subscribe(_ => { }, () => completed++);
        using var third = _client.Auth.StateChanges.Subscribe(_ => { }, () => completed++);
        _client.Dispose();
        Assert.That(completed, Is.EqualTo(3));
        Assert.That(async () => await _client.Auth.GetUserFromDB(), Throws.TypeOf<ObjectDisposedException>());
    }

    private void SignedIn(string token)
    {
        _client.Auth.SetUser(new User { Id = "u0" });
        _client.Auth.SetSession(new Session { Token = token });
        _client.Auth.SessionChanges.Subscribe(session => _tokens.Add(session?.Token));
    }

    private static TestCaseData Case(string method, string path, Func<AuthManager, IObservable<Result<AuthGrant>>> call) =>
        new TestCaseData(method, path, call).SetArgDisplayNames(path);
}
