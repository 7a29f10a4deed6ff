using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Backend.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>What clients hold, keep and share, with sessions that the backend knows.</summary>
public sealed class AuthStateTests
{
    private AuthEndToEnd _app = null!;
    private TemporaryFolder _folder = null!;

    private AltogicClientOptions Kept => new() { SessionStore = new FileSessionStore(SessionFile), RetryPolicy = RetryPolicy.None };

    private string SessionFile => Path.Combine(_folder.Path, "app", "session.json");

    [SetUp]
    public async Task Start()
    {
        _folder = new TemporaryFolder();
        _app = await AuthEndToEnd.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task FileStore_TakesTheSessionFromOneRunOfTheAppToTheNext()
    {
        var first = await _app.SignUpAsync(options: Kept);
        var state = first.Auth.CurrentState;
        first.Dispose();

        var second = _app.NewClient(Kept);
        Assert.That(second.Auth.CurrentState, Is.EqualTo(state));
        Assert.That(await second.Auth.GetUserFromDB().ShouldSucceed(), Is.EqualTo(state.User));
        await second.Auth.SignOut().ShouldSucceed();

        Assert.That(File.Exists(SessionFile), Is.False);
        Assert.That(_app.NewClient(Kept).Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
    }

    [Test]
    public async Task FileStore_WithASessionThatEndedMeanwhile_IsEmptiedByTheFirstCall()
    {
        (await _app.SignUpAsync(options: Kept)).Dispose();
        await (await _app.SignInAsync()).Auth.SignOutAll().ShouldSucceed();

        var next = _app.NewClient(Kept);
        Assert.That(next.Auth.CurrentState.IsSignedIn, Is.True, "nobody has asked yet");
        Assert.That((await next.Auth.GetAllSessions().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Session));

        Assert.That((next.Auth.CurrentSession, File.Exists(SessionFile)), Is.EqualTo(((Session?)null, false)));
    }

    [Test]
    public async Task FileStore_OfTwoRunningApps_KeepsTheNewerSession()
    {
        var first = await _app.SignUpAsync(options: Kept);
        var second = await _app.SignInAsync(options: Kept);

        await first.Auth.SignOut().ShouldSucceed();

        Assert.That(_app.NewClient(Kept).Auth.CurrentSession, Is.EqualTo(second.Auth.CurrentSession).And.Not.Null);
    }

    [Test]
    public async Task ClearLocalData_LeavesNothingForTheNextRun_AndThisOneGoesOn()
    {
        var client = await _app.SignUpAsync(options: Kept);

        client.Auth.ClearLocalData();

        Assert.That(File.Exists(SessionFile), Is.False);
        await client.Auth.GetUserFromDB().ShouldSucceed();
    }

    [Test]
    public async Task InvalidateSession_ForgetsItHereOnly()
    {
        var client = await _app.SignUpAsync(options: Kept);
        var session = client.Auth.CurrentSession!;

        client.Auth.InvalidateSession();

        Assert.That((client.Auth.CurrentState, File.Exists(SessionFile)), Is.EqualTo((AuthState.SignedOut, false)));
        client.Auth.SetSession(session);
        var user = await client.Auth.GetUserFromDB().ShouldSucceed();
        Assert.That(user.Email, Is.EqualTo(AuthBackend.Email), "the backend still knows it");
        client.Auth.SetUser(user);
        Assert.That((client.Auth.GetSession(), client.Auth.GetUser()), Is.EqualTo((session, user)));
    }

    [Test]
    public async Task WithSession_ActsForOthersOnOneClient()
    {
        var ada = await _app.SignUpAsync();
        var eve = await _app.SignUpAsync("eve@example.com");
        using var forAda = _app.Client.WithSession(ada.Auth.CurrentSession!.Token);
        using var forEve = _app.Client.WithSession(eve.Auth.CurrentSession!.Token);

        var users = await Task.WhenAll(forAda.Auth.GetUserFromDB().ShouldSucceed(), forEve.Auth.GetUserFromDB().ShouldSucceed());
        await ada.Auth.SignOut().ShouldSucceed();
        var error = await forAda.Auth.GetUserFromDB().ShouldFail();

        Assert.That(users.Select(user => user.Email), Is.EqualTo(new[] { AuthBackend.Email, "eve@example.com" }));
        Assert.That((error.Kind, forAda.Auth.CurrentSession), Is.EqualTo((ErrorKind.Session, (Session?)null)));
        Assert.That((await forEve.Auth.GetUserFromDB().ShouldSucceed()).Email, Is.EqualTo("eve@example.com"));
        Assert.That(_app.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut), "the client of all has no session");
    }

    [Test]
    public async Task Cookie_CarriesASessionThroughABrowserToAServer()
    {
        var ada = await _app.SignUpAsync();
        var cookie = SessionCookie.Set(ada.Auth.CurrentSession!.Token).Split(';')[0];

        var user = await _app.Auth.GetUserFromDBByCookie("theme=dark; " + cookie).ShouldSucceed();
        var direct = await _app.Backend.Fixture.SendAsync("GET", AuthBackend.Prefix + "/user", null, null, ("Cookie", cookie));
        await ada.Auth.SignOut().ShouldSucceed();
        var ended = await _app.Auth.GetUserFromDBByCookie(cookie).ShouldFail();
        var missing = await _app.Auth.GetUserFromDBByCookie(SessionCookie.Remove().Split(';')[0]).ShouldFail();

        Assert.That(user.Email, Is.EqualTo(AuthBackend.Email));
        Assert.That((string?)direct.Json!["_id"], Is.EqualTo(user.Id), "the backend reads the same cookie");
        Assert.That((ended.Kind, ended.Items[0].Code), Is.EqualTo((ErrorKind.Session, ErrorCodes.InvalidSessionToken)));
        Assert.That(missing.Items[0].Code, Is.EqualTo(ErrorCodes.SessionTokenNotFound));
    }

    [Test]
    public async Task Streams_TellTheSameStoryInOrder()
    {
        var states = new RxContractChecker<AuthState>();
        var sessions = new RxContractChecker<Session?>();
        var users = new RxContractChecker<User?>();
        _app.Auth.StateChanges.Subscribe(states);
        _app.Auth.SessionChanges.Subscribe(sessions);
        _app.Auth.UserChanges.Subscribe(users);

        var first = await _app.Auth.SignUpWithEmail(AuthBackend.Email, AuthBackend.Password).ShouldSucceed();
        _app.Backend.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await _app.Auth.SignInWithEmail(AuthBackend.Email, AuthBackend.Password).ShouldSucceed();
        await _app.Auth.SignOutAll().ShouldSucceed();
        _app.Client.Dispose();

        Assert.That(states.Values, Is.EqualTo(new[]
        {
            AuthState.SignedOut, new AuthState(first.Session, first.User), new AuthState(second.Session, second.User), AuthState.SignedOut,
        }));
        Assert.That(sessions.Values, Is.EqualTo(new[] { null, first.Session, second.Session, null }));
        Assert.That(users.Values, Is.EqualTo(new[] { null, first.User, second.User, null }));
        Assert.That((states.IsCompleted, sessions.IsCompleted, users.IsCompleted), Is.EqualTo((true, true, true)));
        states.Verify();
    }

    [Test]
    public async Task Refusal_OfAnOldSession_LeavesTheOneThatCameMeanwhile()
    {
        var client = await _app.SignUpAsync();
        var old = client.Auth.CurrentSession!;
        await client.Auth.SignInWithEmail(AuthBackend.Email, AuthBackend.Password).ShouldSucceed();
        await client.Auth.SignOut(old.Token).ShouldSucceed();

        Assert.That((await client.Auth.GetUserFromDBByCookie(SessionCookie.Name + "=" + old.Token).ShouldFail()).Kind, Is.EqualTo(ErrorKind.Session));

        Assert.That((await client.Auth.GetUserFromDB().ShouldSucceed()).Email, Is.EqualTo(AuthBackend.Email));
    }

    [Test]
    public async Task Sessions_BeyondTheMostOfAPerson_EndWithTheOldest()
    {
        await using var app = await AuthEndToEnd.StartAsync(new AuthDefinition { MaxSessionsPerUser = 2 });
        var devices = new List<AltogicClient> { await app.SignUpAsync() };
        for (var i = 0; i < 2; i++)
        {
            app.Backend.Time.Advance(TimeSpan.FromSeconds(1));
            devices.Add(await app.SignInAsync());
        }

        Assert.That((await devices[0].Auth.GetUserFromDB().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Session));
        Assert.That(await devices[2].Auth.GetAllSessions().ShouldSucceed(), Is.EqualTo(devices.Skip(1).Select(device => device.Auth.CurrentSession)));
    }
}
