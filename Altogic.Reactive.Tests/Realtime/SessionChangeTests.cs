using Altogic.Reactive.Realtime;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>The connection follows the session.</summary>
public sealed class SessionChangeTests
{
    [Test]
    public void Auth_IsMadeAnewForEveryConnection()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { Recovery = false }, url: "https://app1.c1-na.altogic.com").Connect();
        Assert.That(AuthOf(fixture, 0), Is.EqualTo("""{"echoMessages":true,"subdomain":"app1","envId":"","clientKey":"client-key-1"}"""));

        fixture.Context.Sessions.SetSession(new Altogic.Reactive.Auth.Session { Token = "t1" });
        fixture.Settle();
        Assert.That(AuthOf(fixture, 1), Is.EqualTo("""{"echoMessages":true,"subdomain":"app1","envId":"","clientKey":"client-key-1","Session":"t1"}"""));
    }

    [Test]
    public void SignIn_ReauthenticatesTheLiveConnection_AndRejoins()
    {
        using var fixture = new RealtimeFixture();
        _ = fixture.Observe(fixture.Manager.Channel("room").On("x"));
        fixture.SignIn("t1");

        Assert.That(fixture.Server.Transports[0].Written[^1], Is.EqualTo("41"));
        Assert.That(TokenOf(fixture, 1), Is.EqualTo("t1"));
        Assert.That(fixture.Written, Is.EqualTo(new[] { """42["join",{"channel":"room","echo":true}]""" }));
        Assert.That(fixture.Manager.SocketId, Is.EqualTo("socket-2"));
    }

    [Test]
    public void SignOut_EndsTheConnectionAtOnce_AndGoesOnWithoutASession()
    {
        using var fixture = new RealtimeFixture();
        fixture.SignIn("t1");
        fixture.Connect();
        fixture.SignIn(null);

        Assert.That(fixture.Server.Transports[0].Written[^1], Is.EqualTo("41"));
        Assert.That(TokenOf(fixture, 1), Is.Null);
    }

    [Test]
    public void SignOut_WhereSessionsAreEnforced_StopsIt_UntilTheNextSignIn()
    {
        using var fixture = new RealtimeFixture();
        fixture.SignIn("t1");
        fixture.Connect();
        fixture.Server.Answer = _ => """44{"message":"no","data":{"code":"missing_session_token"}}""";
        fixture.SignIn(null);
        fixture.Advance(TimeSpan.FromMinutes(5));
        Assert.That(((ConnectionState.Disconnected)fixture.Manager.CurrentConnection).Error!.Kind, Is.EqualTo(ErrorKind.Session));
        Assert.That(fixture.Server.Dialled, Is.EqualTo(2));

        fixture.Server.Answer = _ => """40{"sid":"again"}""";
        fixture.SignIn("t2");
        Assert.That((fixture.Manager.SocketId, TokenOf(fixture, 2)), Is.EqualTo(("again", "t2")));
    }

    [Test]
    public void RefusedSession_IsRemovedFromTheClient()
    {
        using var fixture = new RealtimeFixture();
        fixture.SignIn("old");
        fixture.Server.Answer = number => number == 1
            ? """44{"message":"no","data":{"code":"invalid_session_token"}}"""
            : """40{"sid":"without"}""";
        _ = fixture.Observe(fixture.Manager.On("x"));

        Assert.That(fixture.Context.Sessions.Session, Is.Null);
        Assert.That((fixture.Manager.SocketId, TokenOf(fixture, 1)), Is.EqualTo(("without", (string?)null)));
    }

    [Test]
    public void SameSessionAgain_ChangesNothing()
    {
        using var fixture = new RealtimeFixture();
        fixture.SignIn("t1");
        fixture.Connect();
        fixture.SignIn("t1");
        fixture.Context.Sessions.SetUser(new Altogic.Reactive.Auth.User { Id = "u" });
        fixture.Settle();

        Assert.That(fixture.Server.Dialled, Is.EqualTo(1));
    }

    [Test]
    public void SessionChange_AfterClose_DoesNotConnect()
    {
        using var fixture = new RealtimeFixture().Connect();
        _ = fixture.ResultOf(fixture.Manager.Close());
        fixture.SignIn("t1");

        Assert.That(fixture.Server.Dialled, Is.EqualTo(1));
    }

    [Test]
    public void SessionChange_WhileWaiting_TriesAtOnce()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.IsDown = true;
        _ = fixture.Observe(fixture.Manager.On("x"));
        fixture.Server.IsDown = false;
        fixture.SignIn("t1");

        Assert.That((fixture.Manager.IsConnected, TokenOf(fixture, 0)), Is.EqualTo((true, "t1")));
    }

    private static string AuthOf(RealtimeFixture fixture, int connection) => fixture.Server.Transports[connection].Written[0][2..];

    private static string? TokenOf(RealtimeFixture fixture, int connection) => (string?)JObject.Parse(AuthOf(fixture, connection))["Session"];
}
