using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Our client against our backend, over loopback sockets.</summary>
public sealed class RealtimeEndToEndTests
{
    private static readonly AppDefinition App = new() { Auth = new AuthDefinition { EmailVerification = false } };

    private BackendFixture _backend = null!;
    private AltogicClient _client = null!;
    private AltogicClient _other = null!;

    [SetUp]
    public async Task SetUp()
    {
        _backend = await BackendFixture.StartAsync(App);
        _client = new AltogicClient(_backend.Url, _backend.ClientKey);
        _other = new AltogicClient(_backend.Url, _backend.ClientKey);
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        _other.Dispose();
        await _backend.DisposeAsync();
    }

    [TestCase(RealtimeTransport.WebSocketFirst)]
    [TestCase(RealtimeTransport.PollingFirst)]
    [TestCase(RealtimeTransport.PollingOnly)]
    public async Task Messages_GoFromOneClientToAnother(RealtimeTransport transport)
    {
        using var client = new AltogicClient(
            _backend.Url, _backend.ClientKey, new AltogicClientOptions { Realtime = new RealtimeOptions { Transport = transport } });
        var room = client.Realtime.Channel("room");
        var received = room.On<string>("x").Soon(3);
        await client.Realtime.Connect().ShouldSucceed();
        await room.Join(echo: false).ShouldSucceed();
        await _other.Realtime.Send("room", "x", "one").ShouldSucceed();
        await _other.Realtime.Send("elsewhere", "x", "never").ShouldSucceed();
        await room.Send("x", "never", echo: false).ShouldSucceed();
        await room.Send("x", "two").ShouldSucceed();
        await _other.Realtime.Send("room", "x", "three").ShouldSucceed();

        Assert.That((await received).Select(r => r.Data), Is.EqualTo(new[] { "one", "two", "three" }));
        if (transport != RealtimeTransport.PollingOnly) await client.OverWebSocket();
        Assert.That(client.Realtime.Session.Connection.IsWebSocket, Is.EqualTo(transport != RealtimeTransport.PollingOnly));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Members_HaveOurOwnProfile_WithAndWithoutEcho(bool isEchoed)
    {
        using var client = new AltogicClient(
            _backend.Url, _backend.ClientKey, new AltogicClientOptions { Realtime = new RealtimeOptions { EchoMessages = isEchoed } });
        var members = client.Realtime.Channel("room").Members.Select(r => r.ValueOrThrow()).Replay();
        using var observing = members.Connect();
        await members.Soon(list => list.Count == 1);
        await client.Realtime.UpdateProfile("Ada").ShouldSucceed();

        Assert.That((await members.Soon(list => list[0].Data is not null))[0], Is.EqualTo(new Member(client.Realtime.SocketId!, "Ada")));
    }

    [Test]
    public async Task Broadcasts_AndBytes_ReachEverybody()
    {
        var here = _client.Realtime.On<byte[]>("x").Soon();
        var there = _other.Realtime.On<byte[]>("x").Soon();
        await _client.Realtime.Connect().ShouldSucceed();
        await _other.Realtime.Connect().ShouldSucceed();
        await _client.Realtime.Broadcast("x", new byte[] { 1, 2, 3 }).ShouldSucceed();

        Assert.That((await here).Data, Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That((await there).Data, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Refusals_AreFailures()
    {
        Assert.That((await _client.Realtime.Broadcast("user:signin", 1).ShouldFail()).HasCode("reserved_event_name"), Is.True);
        Assert.That((await _client.Realtime.Join(new string('x', 300)).ShouldFail()).HasCode("invalid_value"), Is.True);
        Assert.That((await _client.Realtime.Broadcast("x", new string('x', 1_080_000)).ShouldFail()).HasCode("content_too_large"), Is.True);
    }

    [TestCase(RealtimeTransport.WebSocketOnly)]
    [TestCase(RealtimeTransport.PollingOnly)]
    public async Task MessageThatNoPacketCarries_IsRefused_AndTheNextOneArrives(RealtimeTransport transport)
    {
        using var client = new AltogicClient(
            _backend.Url, _backend.ClientKey, new AltogicClientOptions { Realtime = new RealtimeOptions { Transport = transport } });
        Assert.That((await client.Realtime.Broadcast("x", new string('x', 1_200_000)).ShouldFail()).HasCode("content_too_large"), Is.True);
        Assert.That((await client.Realtime.Broadcast("x", new byte[1_200_000]).ShouldFail()).HasCode("content_too_large"), Is.True);
        await client.Realtime.Broadcast("x", 1).ShouldSucceed();
    }

    [Test]
    public async Task EverythingThatAClientKeepsWhileItIsOffline_IsTakenAtOnce()
    {
        var sends = Enumerable.Range(0, 10_000).Select(number => _client.Realtime.Broadcast("x", number).ShouldSucceed()).ToList();
        await Task.WhenAll(sends).WaitAsync(RealtimeTesting.Limit);
    }

    [Test]
    public async Task Roster_IsCurrent()
    {
        var rosters = _client.Realtime.Channel("room").Members.Select(r => r.ValueOrThrow()).Replay();
        using var subscription = rosters.Connect();
        Assert.That((await rosters.Soon(members => members.Count == 1))[0].Id, Is.EqualTo(_client.Realtime.SocketId));
        await _other.Realtime.UpdateProfile(new { name = "Bob" }).ShouldSucceed();
        await _other.Realtime.Join("room").ShouldSucceed();
        var bob = (await rosters.Soon(members => members.Count == 2)).Single(m => m.Id == _other.Realtime.SocketId);
        Assert.That((string?)bob.Data!["name"], Is.EqualTo("Bob"));
        await _other.Realtime.UpdateProfile(new { name = "Bobby" }).ShouldSucceed();
        await rosters.Soon(members => members.Any(m => (string?)m.Data?["name"] == "Bobby"));
        Assert.That(await _client.Realtime.GetMembers("room").ShouldSucceed(), Has.Count.EqualTo(2));
        var alone = rosters.Where(members => members.Count == 1).Skip(1).Soon();
        _other.Dispose();
        await alone;
    }

    [Test]
    public async Task Session_FollowsSignInAndSignOut()
    {
        var grant = await _client.Auth.SignUpWithEmail("ada@example.com", "secret-1234").ShouldSucceed();
        Assert.That(grant.HasSession, Is.True);
        var events = _client.Auth.UserEvents.Replay();
        using var subscription = events.Connect();
        await _client.Realtime.Connected();
        await _other.Auth.SignInWithEmail("ada@example.com", "secret-1234").ShouldSucceed();
        var signIn = await events.Soon();
        Assert.That((signIn.Name, signIn.Session!.UserId), Is.EqualTo(("user:signin", _other.Auth.CurrentSession!.UserId)));

        var first = _client.Realtime.SocketId;
        var later = _client.Realtime.ConnectionChanges.OfType<ConnectionState.Connected>().Soon(state => state.SocketId != first);
        await _client.Auth.SignOut().ShouldSucceed();
        await later;
        var whileSignedOut = _other.Auth.CurrentSession!.Token;
        await _other.Auth.SignOut().ShouldSucceed();
        Assert.That(_client.Realtime.IsConnected, Is.True, "the key does not ask for a session");

        // whatever is told in between would come before this
        var second = _client.Realtime.SocketId;
        var signedIn = _client.Realtime.ConnectionChanges.OfType<ConnectionState.Connected>().Soon(state => state.SocketId != second);
        await _client.Auth.SignInWithEmail("ada@example.com", "secret-1234").ShouldSucceed();
        await signedIn;
        await _other.Auth.SignInWithEmail("ada@example.com", "secret-1234").ShouldSucceed();
        var theirs = _other.Auth.CurrentSession!.Token;
        var seen = await events.TakeUntil(e => e.Session?.Token == theirs).ToList().Soon();
        Assert.That(seen.Where(e => e.Session?.Token == whileSignedOut).Select(e => e.Name), Is.EqualTo(new[] { "user:signin" }));
        Assert.That(seen[^1].Name, Is.EqualTo("user:signin"));
    }

    [Test]
    public async Task WrongKey_IsRefused()
    {
        using var client = new AltogicClient(_backend.Url, "wrong");

        Assert.That((await client.Realtime.Connect().ShouldFail()).HasCode("invalid_client_key"), Is.True);
    }

    [Test]
    public async Task DeepMessages_GoThrough()
    {
        var text = new string('[', 100) + new string(']', 100);
        var received = _other.Realtime.On("x").Soon();
        await _other.Realtime.Connect().ShouldSucceed();
        await _client.Realtime.Broadcast("x", Newtonsoft.Json.JsonConvert.DeserializeObject<Newtonsoft.Json.Linq.JToken>(
            text, new Newtonsoft.Json.JsonSerializerSettings { MaxDepth = 200 })).ShouldSucceed();

        Assert.That((await received).Message.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(text));
    }

    [Test]
    public async Task UnreachableServer_IsNamedInTheError()
    {
        using var client = new AltogicClient("http://127.0.0.1:1", "key", new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
        var states = client.Realtime.ConnectionChanges.OfType<ConnectionState.Connecting>().Soon(state => state.Cause is not null);
        using var connecting = client.Realtime.Connect().Subscribe();

        Assert.That((await states).Cause!.Message, Is.EqualTo("The server at http://127.0.0.1:1 cannot be reached."));
        Assert.That((await client.Db.GetStats().ShouldFail()).Message, Is.EqualTo("The server at http://127.0.0.1:1 cannot be reached."));
    }

    [Test]
    public async Task WithSession_EndsItsConnection_WhenTheClientItCameFromIsDisposed()
    {
        await _other.Auth.SignUpWithEmail("kim@example.com", "secret-1234").ShouldSucceed();
        var token = _other.Auth.CurrentSession!.Token;
        var parent = new AltogicClient(_backend.Url, _backend.ClientKey);
        var child = parent.WithSession(token);
        var grandchild = child.WithSession(token);
        await child.Realtime.Join("room").ShouldSucceed();
        await grandchild.Realtime.Join("room").ShouldSucceed();
        var members = _other.Realtime.Channel("room").Members.Select(r => r.ValueOrThrow()).Replay();
        using var observing = members.Connect();
        await members.Soon(list => list.Count == 3);
        var completed = child.Realtime.ConnectionChanges.LastAsync().Soon();
        parent.Dispose();

        Assert.That(await completed, Is.EqualTo(new ConnectionState.Closed()));
        await members.Soon(list => list.Count == 1);
    }

    [Test]
    public async Task WithSession_HasAConnectionOfItsOwn()
    {
        await _client.Auth.SignUpWithEmail("eve@example.com", "secret-1234").ShouldSucceed();
        using var second = _client.WithSession(_client.Auth.CurrentSession!.Token);
        await _client.Realtime.Connect().ShouldSucceed();
        await second.Realtime.Connect().ShouldSucceed();
        Assert.That(second.Realtime.SocketId, Is.Not.EqualTo(_client.Realtime.SocketId));
        second.Dispose();

        await _client.Realtime.Broadcast("x", 1).ShouldSucceed();
    }
}
