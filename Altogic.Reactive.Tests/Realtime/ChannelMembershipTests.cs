using System.Reactive.Linq;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>Who is in a channel, why, and what the server is told about it.</summary>
public sealed class ChannelMembershipTests
{
    [Test]
    public void ManyObservers_AreOneJoin_AndTheLastOneLeaves()
    {
        using var fixture = new RealtimeFixture();
        var room = fixture.Manager.Channel("room");
        var first = room.On("x").Subscribe();
        var second = fixture.Manager.Channel("room").OnAny().Subscribe();
        var third = room.Joins.Subscribe();
        fixture.Settle();
        first.Dispose();
        second.Dispose();
        second.Dispose();
        Assert.That(fixture.Written, Is.EqualTo(new[] { Join("room") }));
        third.Dispose();

        Assert.That(fixture.Written, Is.EqualTo(new[] { Join("room"), Leave("room") }));
        Assert.That((fixture.Session.Memberships.Count, fixture.Session.Router.ObserverCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Observing_AndJoining_AreIndependent()
    {
        using var fixture = new RealtimeFixture();
        var observing = fixture.Manager.Channel("room").On("x").Subscribe();
        fixture.Settle();
        Assert.That(fixture.ResultOf(fixture.Manager.Join("room", echo: false))!.IsSuccess, Is.True);
        observing.Dispose();
        Assert.That(fixture.Written, Has.None.Contains("leave"));
        observing = fixture.Manager.Channel("room").On("x").Subscribe();
        Assert.That(fixture.ResultOf(fixture.Manager.Leave("room"))!.IsSuccess, Is.True);
        Assert.That(fixture.Written, Has.None.Contains("leave"), "it is still observed");
        observing.Dispose();

        Assert.That(fixture.Written, Is.EqualTo(new[] { Join("room"), """42["join",{"channel":"room","echo":false}]""", Leave("room") }));
    }

    [Test]
    public void ObserversThatComeAndGo_WithoutAConnection_LeaveNothingBehind()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.IsDown = true;
        for (var i = 0; i < 1000; i++) fixture.Manager.Channel("room").On("x").Subscribe().Dispose();
        Assert.That(fixture.Session.Outbox.Count, Is.Zero);
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written, Is.Empty);
    }

    [Test]
    public void Reconnection_RestoresTheProfileFirst_ThenEveryChannelOnce()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { EchoMessages = false });
        _ = fixture.Observe(fixture.Manager.Channel("observed").On("x"));
        _ = fixture.ResultOf(fixture.Manager.Join("joined", echo: true));
        _ = fixture.ResultOf(fixture.Manager.UpdateProfile(new { a = 1 }));
        _ = fixture.ResultOf(fixture.Manager.Join("left"));
        _ = fixture.ResultOf(fixture.Manager.Leave("left", echo: true));
        for (var round = 0; round < 3; round++)
        {
            fixture.Server.Last.End();
            fixture.Advance(TimeSpan.FromSeconds(1));
            Assert.That(fixture.Written, Is.EqualTo(new[]
            {
                """42["update",{"data":{"a":1},"echo":false}]""",
                """42["join",{"channel":"observed","echo":false}]""",
                """42["join",{"channel":"joined","echo":true}]""",
            }));
        }
    }

    [Test]
    public void ProfileOfNothing_IsNotRestored()
    {
        using var fixture = new RealtimeFixture();
        _ = fixture.ResultOf(fixture.Manager.UpdateProfile(new { a = 1 }));
        _ = fixture.ResultOf(fixture.Manager.UpdateProfile(null));
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(1));

        Assert.That(fixture.Written, Is.Empty);
    }

    [Test]
    public void Profile_IsTheOneThatWasGiven_WhateverTheAppDoesToItLater()
    {
        using var fixture = new RealtimeFixture();
        var profile = new Dictionary<string, int> { ["a"] = 1 };
        _ = fixture.ResultOf(fixture.Manager.UpdateProfile(profile));
        profile["a"] = 2;
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(1));

        Assert.That(fixture.Written.Single(), Is.EqualTo("""42["update",{"data":{"a":1},"echo":true}]"""));
    }

    [Test]
    public void WithoutAutoJoin_OnlyWhatIsObservedComesBack()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { AutoJoinChannels = false });
        _ = fixture.Observe(fixture.Manager.Channel("observed").On("x"));
        _ = fixture.ResultOf(fixture.Manager.Join("joined"));
        _ = fixture.ResultOf(fixture.Manager.UpdateProfile(1));
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        _ = fixture.Observe(fixture.Manager.Join("later"));
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written, Is.EqualTo(new[] { """42["join",{"channel":"observed","echo":true}]""", Join("later") }));
    }

    [Test]
    public void JoinAndLeave_WithoutAConnection_AreSentInOrder_Once()
    {
        using var fixture = new RealtimeFixture();
        _ = fixture.ResultOf(fixture.Manager.Join("room"));
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        var leave = fixture.Observe(fixture.Manager.Leave("room"));
        var join = fixture.Observe(fixture.Manager.Join("room"));
        var send = fixture.Observe(fixture.Manager.Send("room", "x", 1));
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written, Is.EqualTo(new[]
        {
            Leave("room"), Join("room"), """42["message",{"channel":"room","eventName":"x","message":1}]""",
        }));
        Assert.That(leave.Values.Concat(join.Values).Concat(send.Values).Select(r => r.IsSuccess), Is.All.True);
    }

    [Test]
    public void JoinThatIsDisposedBeforeItIsWritten_NeverHappened()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.IsDown = true;
        var joining = fixture.Manager.Join("room").Subscribe();
        joining.Dispose();
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That((fixture.Session.Memberships.Count, fixture.Server.Transports.Count), Is.EqualTo((0, 1)));
        Assert.That(fixture.Written, Is.Empty);
    }

    [Test]
    public void JoinThatFails_WhereTheServerHasRefusedUs_IsNotMadeLater()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.Answer = _ => """44{"message":"missing_session_token","data":{"code":"missing_session_token","message":"Sign in."}}""";
        var waiting = fixture.Observe(fixture.Manager.Join("waiting"));
        var late = fixture.Observe(fixture.Manager.Join("late"));
        Assert.That(waiting.Values.Concat(late.Values).Select(r => r.Errors!.Items[0].Code), Is.All.EqualTo("missing_session_token"));
        fixture.Server.Answer = _ => """40{"sid":"s"}""";
        fixture.SignIn("token");
        fixture.Settle();

        Assert.That(fixture.Manager.SocketId, Is.EqualTo("s"));
        Assert.That(fixture.Written, Is.Empty);
    }

    [Test]
    public void CloseAndConnect_JoinsAgain_WithoutAGap()
    {
        using var fixture = new RealtimeFixture();
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        _ = fixture.ResultOf(fixture.Manager.Join("room"));
        _ = fixture.ResultOf(fixture.Manager.Close());
        fixture.Connect();

        Assert.That(fixture.Written, Is.EqualTo(new[] { """42["join",{"channel":"room","echo":true}]""" }));
        Assert.That(gaps.Values, Is.Empty, "who closes wants to miss what comes meanwhile");
    }

    [Test]
    public void Loss_IsAGap_PerChannelAndForBroadcasts_SinceTheLastSignOfLife()
    {
        using var fixture = new RealtimeFixture();
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        _ = fixture.Observe(fixture.Manager.Channel("observed").On("x"));
        _ = fixture.ResultOf(fixture.Manager.Join("joined"));
        Assert.That(gaps.Values, Is.Empty, "there was nothing to miss");
        fixture.Advance(TimeSpan.FromSeconds(20));
        fixture.Server.Last.Send("2");
        var sign = fixture.Scheduler.Now;
        fixture.Advance(TimeSpan.FromSeconds(10));
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(1));

        Assert.That(gaps.Values, Is.EqualTo(new[] { new Gap("observed", sign), new Gap("joined", sign), new Gap(null, sign) }));
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(1));
        Assert.That(gaps.Values, Has.Count.EqualTo(6));
    }

    [Test]
    public void FailedAttemptsBetween_DoNotMultiplyGaps()
    {
        using var fixture = new RealtimeFixture().Connect();
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(30));
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(gaps.Values.Select(gap => gap.Channel), Is.EqualTo(new string?[] { null }));
    }

    [Test]
    public void Channel_HearsItsOwnMessages_AndNoOthers()
    {
        using var fixture = new RealtimeFixture();
        var room = fixture.Manager.Channel("ş\"room");
        var messages = fixture.Observe(room.On<int>("x"));
        var any = fixture.Observe(room.OnAny());
        fixture.Server.Last.Send("""42["x",{"channel":"ş\"room","message":1}]""");
        fixture.Server.Last.Send("""42["x",{"channel":"\u015f\"room","message":2}]""");
        fixture.Server.Last.Send("""42["x",{"channel":"other","message":3}]""");
        fixture.Server.Last.Send("""42["x",{"channel":null,"message":4}]""");
        fixture.Server.Last.Send("""42["y",{"message":5,"channel":"ş\"room"}]""");
        fixture.Settle();

        Assert.That(messages.Values.Select(r => r.Data), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(any.Values.Select(m => (int)m.Message), Is.EqualTo(new[] { 1, 2, 5 }));
        Assert.That(any.Values.Select(m => m.Channel), Is.All.EqualTo("ş\"room"));
    }

    private static string Join(string channel) => $$"""42["join",{"channel":"{{channel}}"}]""";

    private static string Leave(string channel) => $$"""42["leave",{"channel":"{{channel}}"}]""";
}
