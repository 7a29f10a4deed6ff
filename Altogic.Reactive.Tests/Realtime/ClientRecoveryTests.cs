using System.Globalization;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Realtime;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>The extension: missed events come back, sends are confirmed and never happen twice.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class ClientRecoveryTests
{
    private bool _isRecovered;
    private int _offset = 4711;

    [Test]
    public void FirstConnection_OffersIt_AndLaterOnesNameTheTokenAndTheLastEvent()
    {
        using var fixture = Start();
        fixture.Server.Last.Send("""42["x",{"channel":null,"message":1},4712]""");
        fixture.Server.Last.Send("""42["unobserved",{"channel":null,"message":1},4713]""");
        Lose(fixture);

        Assert.That(Recovery(fixture, 0), Is.EqualTo("""{"version":1}"""));
        Assert.That(Recovery(fixture, 1), Is.EqualTo("""{"version":1,"token":"tok","offset":4713}"""));
    }

    [Test]
    public void SwitchedOff_ItIsNotMentioned()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { Recovery = false }).Connect();
        Assert.That(Recovery(fixture, 0), Is.Null);
    }

    [Test]
    public void EventIds_AreNoPartOfTheMessage()
    {
        using var fixture = Start();
        var any = fixture.Observe(fixture.Manager.OnAny());
        fixture.Server.Last.Send("""42["x",{"channel":null,"message":{"n":1}},17]""");
        fixture.Server.Last.Send("""42["bare",18]""");
        fixture.Server.Last.Send("""42["word","20",19]""");
        fixture.Settle();

        Assert.That(any.Values.Select(m => m.Message.ToString(Newtonsoft.Json.Formatting.None)), Is.EqualTo(new[] { """{"n":1}""", "null", "\"20\"" }));
    }

    [Test]
    public void Sends_AreNumbered_AndSucceedWhenTheServerSaysSo()
    {
        using var fixture = Start();
        var first = fixture.Observe(fixture.Manager.Broadcast("x", 1));
        var second = fixture.Observe(fixture.Manager.Join("room"));
        Assert.That(fixture.Written, Is.EqualTo(new[]
        {
            """421["message",{"eventName":"x","message":1,"seq":1}]""", """422["join",{"channel":"room","seq":2}]""",
        }));
        Assert.That(first.Values, Is.Empty);
        fixture.Server.Last.Send("""431[{"ok":true}]""");
        fixture.Server.Last.Send("""432[{"ok":false,"code":"rate_limit_exceeded","message":"Slow down."}]""");
        fixture.Settle();

        Assert.That(first.Values.Single().IsSuccess, Is.True);
        Assert.That(second.Values.Single().Errors!.ToString(), Is.EqualTo("Api rate_limit_exceeded: Slow down."));
        Assert.That(fixture.Session.Memberships.Count, Is.Zero, "a refused join is none");
    }

    [Test]
    public void UnconfirmedSends_AreSentAgainWithTheirNumbers_BeforeAnythingElse()
    {
        using var fixture = Start();
        _ = fixture.Observe(fixture.Manager.Channel("room").On("x"));
        Confirm(fixture, 1);
        var first = fixture.Observe(fixture.Manager.Broadcast("n", 1));
        var second = fixture.Observe(fixture.Manager.Broadcast("n", 2));
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        var third = fixture.Observe(fixture.Manager.Broadcast("n", 3));
        fixture.Server.IsDown = false;
        _isRecovered = true;
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written, Is.EqualTo(new[]
        {
            """422["message",{"eventName":"n","message":1,"seq":2}]""",
            """423["message",{"eventName":"n","message":2,"seq":3}]""",
            """424["message",{"eventName":"n","message":3,"seq":4}]""",
        }), "nothing besides: the server has put this client back where it was");
        for (var n = 2; n <= 4; n++) Confirm(fixture, n);
        Assert.That(first.Values.Concat(second.Values).Concat(third.Values).Select(r => r.IsSuccess), Is.EqualTo(new[] { true, true, true }));
        Assert.That(gaps.Values, Is.Empty);
        Assert.That(fixture.Manager.CurrentConnection, Is.EqualTo(new ConnectionState.Connected("s2", IsRecovered: true)));
    }

    [Test]
    public void NotRecovered_UnconfirmedMessagesAreUnknown_CommandsAreRepeated_NumbersBeginAnew()
    {
        using var fixture = Start();
        var message = fixture.Observe(fixture.Manager.Broadcast("n", 1));
        var join = fixture.Observe(fixture.Manager.Join("room"));
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        Lose(fixture);

        Assert.That(message.Values.Single().Errors!.HasCode(ErrorCodes.DeliveryUnknown), Is.True);
        Assert.That(fixture.Written, Is.EqualTo(new[] { """421["join",{"channel":"room","seq":1}]""" }));
        Assert.That(gaps.Values.Select(gap => gap.Channel), Is.EqualTo(new[] { "room", null }));
        Confirm(fixture, 1);
        Assert.That(join.Values.Single().IsSuccess, Is.True);
    }

    [TestCase("41", ErrorCodes.DisconnectedByServer)]
    [TestCase("""44{"message":"no"}""", ErrorCodes.ConnectionRefused)]
    [TestCase(null, ErrorCodes.NotConnected)]
    public void End_WhatWasWrittenIsUnknown_WhatWaitedWasNotSent(string? refusal, string code)
    {
        using var fixture = Start();
        var written = fixture.Observe(fixture.Manager.Broadcast("n", 1));
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        var waiting = fixture.Observe(fixture.Manager.Broadcast("n", 2));
        fixture.Server.IsDown = false;
        fixture.Server.Answer = _ => refusal;
        if (refusal is null) _ = fixture.ResultOf(fixture.Manager.Close());
        else fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That((written.Values.Single().Errors!.Items[0].Code, waiting.Values.Single().Errors!.Items[0].Code), Is.EqualTo((ErrorCodes.DeliveryUnknown, code)));
    }

    [Test]
    public void Dismissal_InTheMiddle_LeavesUnconfirmedSendsUnknown()
    {
        using var fixture = Start();
        var written = fixture.Observe(fixture.Manager.Broadcast("n", 1));
        fixture.Server.Last.Send("41");
        fixture.Settle();

        Assert.That(written.Values.Single().Errors!.Items[0].Code, Is.EqualTo(ErrorCodes.DeliveryUnknown));
    }

    [Test]
    public void MessageThatCannotBeRead_IsNotAskedForAgain()
    {
        using var fixture = Start();
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        fixture.Server.Last.End(CloseCause.ParseError(PacketError.TooLarge));
        fixture.Advance(TimeSpan.FromSeconds(1));

        Assert.That(Recovery(fixture, 1), Is.EqualTo("""{"version":1}"""));
        Assert.That(gaps.Values.Select(gap => gap.Channel), Is.EqualTo(new string?[] { null }));
    }

    [TestCase("nothing", true)]
    [TestCase("""42["x",{"channel":null,"message":1},4719]""", true)]
    [TestCase("""42["x",{"channel":null,"message":1},4720]""", false)]
    [TestCase("2", false)]
    public void Gap_BeginsWithTheFirstLoss_UntilEverythingSinceHasCome(string received, bool isFirst)
    {
        using var fixture = Start();
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        fixture.Advance(TimeSpan.FromSeconds(10));
        fixture.Server.Last.Send("2");
        var first = fixture.Scheduler.Now;
        fixture.Advance(TimeSpan.FromSeconds(5));
        (_isRecovered, _offset) = (true, 4720);
        Lose(fixture);
        fixture.Advance(TimeSpan.FromSeconds(5));
        if (received != "nothing") fixture.Server.Last.Send(received);
        _isRecovered = false;
        Lose(fixture);

        Assert.That(gaps.Values.Single().Since, isFirst ? Is.EqualTo(first) : Is.GreaterThan(first + TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void ServerThatStopsRecovering_IsServedWithoutNumbers()
    {
        using var fixture = Start();
        var unconfirmed = fixture.Observe(fixture.Manager.Broadcast("n", 1));
        fixture.Server.Answer = _ => """40{"sid":"plain"}""";
        Lose(fixture);
        var next = fixture.Observe(fixture.Manager.Broadcast("n", 2));

        Assert.That(unconfirmed.Values.Single().Errors!.HasCode(ErrorCodes.DeliveryUnknown), Is.True);
        Assert.That(next.Values.Single().IsSuccess, Is.True);
        Assert.That(fixture.Written, Is.EqualTo(new[] { """42["message",{"eventName":"n","message":2}]""" }));
    }

    [Test]
    public void AnotherSession_NeverInheritsTheToken()
    {
        using var fixture = Start();
        fixture.SignIn("t1");

        Assert.That(Recovery(fixture, 1), Is.EqualTo("""{"version":1}"""));
    }

    [Test]
    public void SessionThatChangesWhileItConnects_DoesNotInheritTheTokenEither()
    {
        using var fixture = Start();
        fixture.Server.IsSilent = true;
        Lose(fixture);
        fixture.SignIn("t1");
        fixture.Server.IsSilent = false;
        fixture.Advance(TimeSpan.FromSeconds(30));

        Assert.That(Recovery(fixture, 1), Is.EqualTo("""{"version":1}"""));
    }

    [Test]
    public void MessageLargerThanTheServerTakes_Fails_AndHoldsUpNothing()
    {
        using var fixture = Start();
        var text = fixture.Observe(fixture.Manager.Broadcast("x", new string('x', 1_000_000)));
        var bytes = fixture.Observe(fixture.Manager.Broadcast("x", new[] { new byte[600_000], new byte[600_000] }));
        _ = fixture.Observe(fixture.Manager.Broadcast("x", 1));

        Assert.That(text.Values.Single().Errors!.HasCode(ErrorCodes.ContentTooLarge), Is.True);
        Assert.That(bytes.Values.Single().Errors!.HasCode(ErrorCodes.ContentTooLarge), Is.True);
        Assert.That(fixture.Written, Is.EqualTo(new[] { """421["message",{"eventName":"x","message":1,"seq":1}]""" }));
    }

    [Test]
    public void Gaps_AreToldInFull_HoweverFewMessagesMayWait()
    {
        _isRecovered = false;
        using var fixture = Start(new RealtimeOptions { ObserverQueueCapacity = 1 });
        for (var i = 0; i < 5; i++) _ = fixture.Observe(fixture.Manager.Join("room-" + i));
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        Lose(fixture);

        Assert.That(gaps.Values, Has.Count.EqualTo(6));
    }

    [Test]
    public void RefusedProfile_LeavesTheOneBefore()
    {
        using var fixture = Start();
        _ = fixture.Observe(fixture.Manager.UpdateProfile("first"));
        Confirm(fixture, 1);
        _ = fixture.Observe(fixture.Manager.UpdateProfile("refused"));
        fixture.Server.Last.Send("""432[{"ok":false,"code":"content_too_large","message":""}]""");
        fixture.Settle();
        Lose(fixture);

        Assert.That(fixture.Written, Is.EqualTo(new[] { """421["update",{"data":"first","echo":true,"seq":1}]""" }));
    }

    [Test]
    public void ProfileThatIsTakenBack_IsNotRestored()
    {
        using var fixture = Start();
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        fixture.Settle();
        fixture.Manager.UpdateProfile("never").Subscribe().Dispose();
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written, Is.Empty);
    }

    [Test]
    public void Close_EndsTheLogicalClient()
    {
        using var fixture = Start();
        _ = fixture.ResultOf(fixture.Manager.Close());
        fixture.Connect();

        Assert.That(Recovery(fixture, 1), Is.EqualTo("""{"version":1}"""));
    }

    [Test]
    public void ObserverThatLeaves_WhileItsJoinIsUnconfirmed_StillSendsTheNumberAndThenLeaves()
    {
        using var fixture = Start();
        var observing = fixture.Manager.Channel("room").On("x").Subscribe();
        fixture.Settle();
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        observing.Dispose();
        fixture.Server.IsDown = false;
        _isRecovered = true;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written, Is.EqualTo(new[] { """421["join",{"channel":"room","seq":1}]""", """422["leave",{"channel":"room","seq":2}]""" }));
    }

    [Test]
    public void Recovered_NothingIsRestored_ThatTheServerHasKept()
    {
        using var fixture = Start();
        _ = fixture.Observe(fixture.Manager.Channel("room").On("x"));
        _ = fixture.Observe(fixture.Manager.Join("other"));
        _ = fixture.Observe(fixture.Manager.UpdateProfile("Ada"));
        for (var n = 1; n <= 3; n++) Confirm(fixture, n);
        _isRecovered = true;
        Lose(fixture);

        Assert.That(fixture.Written, Is.Empty);
    }

    [Test]
    public void Recovered_WhatTheConnectionBetweenCouldNotRestore_IsRestoredNow()
    {
        using var fixture = Start();
        _ = fixture.Observe(fixture.Manager.Channel("room").On("x"));
        Confirm(fixture, 1);
        // the second connection has forgotten everything, and breaks before it can be told
        fixture.Server.OnWritten = (transport, text) =>
        {
            if (text.StartsWith("42", StringComparison.Ordinal)) throw new IOException("broken");
        };
        Lose(fixture);
        fixture.Server.OnWritten = null;
        _isRecovered = true;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written, Has.Exactly(1).Contains("[\"join\",{\"channel\":\"room\""));
    }

    [Test]
    public void StrangeAcknowledgements_HarmNobody()
    {
        using var fixture = Start();
        var send = fixture.Observe(fixture.Manager.Broadcast("x", 1));
        foreach (var packet in new[] { "4399[]", "437[{\"ok\":false}]", "431[]", "431[{\"ok\":false}]" }) fixture.Server.Last.Send(packet);
        fixture.Settle();

        Assert.That(send.Values.Single().IsSuccess, Is.True, "an empty answer says nothing to the contrary, and there is only one");
    }

    private RealtimeFixture Start(RealtimeOptions? options = null)
    {
        _isRecovered = false;
        var fixture = new RealtimeFixture(options);
        fixture.Server.Answer = number => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""40{"sid":"s{{{number}}}","recovery":{"version":1,"token":"tok","recovered":{{{(_isRecovered ? "true" : "false")}}},"offset":{{{_offset}}},"lastSend":0,"windowSeconds":600}}""");
        return fixture.Connect();
    }

    private static void Lose(RealtimeFixture fixture)
    {
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(1));
    }

    private static void Confirm(RealtimeFixture fixture, int number)
    {
        fixture.Server.Last.Send(string.Create(CultureInfo.InvariantCulture, $$"""43{{number}}[{"ok":true}]"""));
        fixture.Settle();
    }

    private static string? Recovery(RealtimeFixture fixture, int connection) =>
        JObject.Parse(fixture.Server.Transports[connection].Written[0][2..])["recovery"]?.ToString(Newtonsoft.Json.Formatting.None);
}
