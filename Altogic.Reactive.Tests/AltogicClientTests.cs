using System.Reactive.Concurrency;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests;

public sealed class AltogicClientTests
{
    private const string Stats = "/_api/rest/v1/db/stats";

    [TestCase(null, "key")]
    [TestCase("", "key")]
    [TestCase("app.test", "key")]
    [TestCase("http://app.test", null)]
    [TestCase("http://app.test", "")]
    [TestCase("http://app.test", "a\nb")]
    public void Constructor_RefusesBadArguments(string? url, string? key) =>
        Assert.That(() => new AltogicClient(url!, key!), Throws.ArgumentException);

    [TestCaseSource(nameof(BadOptions))]
    public void Constructor_RefusesOptionsThatCannotWork(AltogicClientOptions options) =>
        Assert.That(() => new AltogicClient("http://app.test", "key", options), Throws.ArgumentException);

    [Test]
    public void Constructor_SendsNothing_AndTakesUpTheStoredSession()
    {
        var store = new MemorySessionStore();
        store.Save(new StoredSession(new Session { Token = "kept" }, null));
        using var http = new StubHttp();
        using var client = http.CreateClient(new AltogicClientOptions { SessionStore = store });

        Assert.That(client.Auth.CurrentSession?.Token, Is.EqualTo("kept"));
        Assert.That(http.Requests, Is.Empty);
    }

    [Test]
    public async Task WithSession_IsAClientOfItsOwnSession_OnTheSameConnections()
    {
        var store = new MemorySessionStore();
        using var http = new StubHttp();
        http.On("GET", Stats).Reply("[]");
        using var client = http.CreateClient(new AltogicClientOptions { SessionStore = store, ApiKey = "api" });
        using var other = client.WithSession("other");

        await other.Db.GetStats().ShouldSucceed();
        Assert.That((http.Last.Header("Session"), http.Last.Header("Authorization")), Is.EqualTo(("other", "api")));
        await client.Db.GetStats().ShouldSucceed();
        Assert.That(http.Last.Headers, Does.Not.ContainKey("Session"));
        Assert.That(store.Load(), Is.Null);
        Assert.That(client.Auth.CurrentSession, Is.Null);
    }

    [Test]
    public async Task WithoutSession_SignsInByItself_AndTheOriginKeepsItsSession()
    {
        var store = new MemorySessionStore();
        store.Save(new StoredSession(new Session { Token = "mine" }, null));
        using var http = new StubHttp();
        http.On("GET", Stats).Reply("[]");
        http.On("POST", "/_api/rest/v1/auth/signin-email").Reply("""{"user":{"_id":"u"},"session":{"token":"theirs"}}""");
        using var client = http.CreateClient(new AltogicClientOptions { SessionStore = store });
        using var other = client.WithoutSession();

        await other.Db.GetStats().ShouldSucceed();
        Assert.That(http.Last.Headers, Does.Not.ContainKey("Session"));
        await other.Auth.SignInWithEmail("ada@example.com", "secret-1").ShouldSucceed();
        await other.Db.GetStats().ShouldSucceed();
        Assert.That(http.Last.Header("Session"), Is.EqualTo("theirs"));
        await client.Db.GetStats().ShouldSucceed();
        Assert.That(http.Last.Header("Session"), Is.EqualTo("mine"));
        Assert.That(store.Load()?.Session?.Token, Is.EqualTo("mine"));
    }

    [Test]
    public async Task WithSession_InvalidatedByTheServer_LeavesTheOriginSignedIn()
    {
        var store = new MemorySessionStore();
        store.Save(new StoredSession(new Session { Token = "mine" }, null));
        using var http = new StubHttp();
        http.On("GET", Stats).Fail(401, ErrorCodes.InvalidSessionToken);
        using var client = http.CreateClient(new AltogicClientOptions { SessionStore = store });
        using var other = client.WithSession("other");

        await other.Db.GetStats().ShouldFail();

        Assert.That((other.Auth.CurrentSession, client.Auth.CurrentSession?.Token), Is.EqualTo(((Session?)null, "mine")));
        Assert.That(store.Load()?.Session?.Token, Is.EqualTo("mine"));
    }

    [Test]
    public async Task WithSession_Disposed_LeavesTheOriginAlone()
    {
        using var http = new StubHttp();
        http.On("GET", Stats).Reply("[]");
        using var client = http.CreateClient();

        client.WithSession("other").Dispose();

        await client.Db.GetStats().ShouldSucceed();
    }

    [Test]
    public void WithSession_AfterTheOriginIsDisposed_CannotBeUsed()
    {
        using var http = new StubHttp();
        var client = http.CreateClient();
        using var other = client.WithSession("other");

        client.Dispose();

        Assert.That(ErrorOf(other), Is.InstanceOf<ObjectDisposedException>());
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    [TestCase("a\r\nX: y")]
    public void WithSession_RefusesATokenThatCannotBeSent(string? token)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();

        Assert.That(() => client.WithSession(token!), Throws.ArgumentException);
    }

    [Test]
    public void Dispose_CompletesStreams_EndsOperations_AndMayBeRepeated()
    {
        using var http = new StubHttp();
        http.On("GET", Stats).Hang();
        var client = http.CreateClient();
        var sessions = new RxContractChecker<Session?>();
        using var subscription = client.Auth.SessionChanges.Subscribe(sessions);
        Exception? running = null;
        using var operation = client.Db.GetStats().Subscribe(_ => { }, error => running = error);

        client.Dispose();
        client.Dispose();

        Assert.That(sessions.IsCompleted, Is.True);
        Assert.That(running, Is.InstanceOf<ObjectDisposedException>());
        Assert.That(ErrorOf(client), Is.InstanceOf<ObjectDisposedException>());
        sessions.Verify();
    }

    [Test]
    public void Dispose_WithAnObserverThatThrows_StillEndsTheOthers()
    {
        using var http = new StubHttp();
        var scheduler = new TestScheduler();
        http.On("GET", Stats).Hang();
        var client = http.CreateClient(new AltogicClientOptions { Scheduler = scheduler });
        var ended = 0;
        var operations = Enumerable.Range(0, 3).Select(_ => client.Db.GetStats().Subscribe(
            _ => { },
            _ =>
            {
                ended++;
                throw new InvalidOperationException("observer");
            })).ToList();

        client.Dispose();

        Assert.That((ended, operations.Count), Is.EqualTo((3, 3)));
        Assert.That(() => scheduler.Start(), Throws.InvalidOperationException.With.Message.EqualTo("observer"));
    }

    [Test]
    public void Options_DoNotShowTheirKey() =>
        Assert.That(new AltogicClientOptions { ApiKey = "secret" }.ToString(), Does.Not.Contain("secret"));

    private static Exception? ErrorOf(AltogicClient client)
    {
        Exception? seen = null;
        using var subscription = client.Db.GetStats().Subscribe(_ => { }, error => seen = error);
        return seen;
    }

    private static IEnumerable<AltogicClientOptions> BadOptions()
    {
        yield return new() { AttemptTimeout = TimeSpan.Zero };
        yield return new() { AttemptTimeout = TimeSpan.FromSeconds(-5) };
        yield return new() { AttemptTimeout = TimeSpan.MaxValue };
        yield return new() { OperationTimeout = TimeSpan.Zero };
        yield return new() { OperationTimeout = TimeSpan.FromDays(50) };
        yield return new() { Realtime = new() { Timeout = TimeSpan.MaxValue } };
        yield return new() { Realtime = new() { MaxReconnectionDelay = TimeSpan.MaxValue } };
        yield return new() { MaxAnswerBytes = 0 };
        yield return new() { Scheduler = null! };
        yield return new() { Scheduler = ImmediateScheduler.Instance };
        yield return new() { Scheduler = CurrentThreadScheduler.Instance };
        yield return new() { RetryPolicy = null! };
        yield return new() { ApiKey = "a\nb" };
    }
}
