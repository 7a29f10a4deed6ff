using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>What goes out, when, and what its sender hears; against a server without recovery.</summary>
public sealed class SendTests
{
    [Test]
    public void Commands_AreCold()
    {
        using var fixture = new RealtimeFixture().Connect();
        var send = fixture.Manager.Send("room", "x", 1);
        Assert.That(fixture.Written, Is.Empty);
        _ = fixture.Observe(send);
        _ = fixture.Observe(send);

        Assert.That(fixture.Written, Is.EqualTo(Enumerable.Repeat("""42["message",{"channel":"room","eventName":"x","message":1}]""", 2)));
    }

    [Test]
    public void OfflineSends_AreWrittenAfterTheReconnect_InOrder_Once()
    {
        using var fixture = new RealtimeFixture().Connect();
        fixture.Server.IsDown = true;
        fixture.Server.Last.End();
        var results = Enumerable.Range(0, 5).Select(n => fixture.Observe(fixture.Manager.Broadcast("n", n))).ToList();
        fixture.Advance(TimeSpan.FromSeconds(10));
        Assert.That(results.SelectMany(r => r.Values), Is.Empty);
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written.Select(MessageOf), Is.EqualTo(Enumerable.Range(0, 5)));
        Assert.That(results.Select(r => r.Values.Single().IsSuccess), Is.All.True);
    }

    [Test]
    public void Echo_IsKept_AlsoWhenBuffered()
    {
        using var fixture = new RealtimeFixture();
        _ = fixture.Observe(fixture.Manager.Send("room", "x", 1, echo: false));

        Assert.That(fixture.Written, Is.EqualTo(new[] { """42["message",{"channel":"room","eventName":"x","message":1,"echo":false}]""" }));
    }

    [Test]
    public void WithoutBuffering_OfflineSendsFail_ButJoinsWait()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { BufferMessages = false });
        fixture.Server.IsDown = true;
        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", 1))!.Errors!.HasCode(ErrorCodes.NotConnected), Is.True);
        var join = fixture.Observe(fixture.Manager.Join("room"));
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(join.Values.Single().IsSuccess, Is.True);
        Assert.That(fixture.Written, Is.EqualTo(new[] { """42["join",{"channel":"room"}]""" }));
        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", 1))!.IsSuccess, Is.True);
    }

    [Test]
    public void TooManyWaiting_IsAFailure_AndRoomAppearsAgain()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { MaxBufferedSends = 2 });
        fixture.Server.IsDown = true;
        var first = fixture.Observe(fixture.Manager.Broadcast("x", 1));
        _ = fixture.Observe(fixture.Manager.Broadcast("x", 2));
        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", 3))!.Errors!.HasCode(ErrorCodes.SendBufferFull), Is.True);
        Assert.That(fixture.ResultOf(fixture.Manager.Join("room"))!.Errors!.HasCode(ErrorCodes.SendBufferFull), Is.True);
        _ = fixture.Observe(fixture.Manager.Channel("room").On("x"));
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(first.Values.Single().IsSuccess, Is.True);
        Assert.That(fixture.Written, Has.Count.EqualTo(3), "an observer's join always fits");
        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", 4))!.IsSuccess, Is.True);
    }

    [Test]
    public void DisposedBeforeItIsWritten_ASendIsTakenBack()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.IsDown = true;
        var result = new RxContractChecker<Result<Unit>>();
        var sending = fixture.Manager.Broadcast("x", 1).Subscribe(result);
        _ = fixture.Observe(fixture.Manager.Broadcast("x", 2));
        sending.Dispose();
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fixture.Written.Select(MessageOf), Is.EqualTo(new[] { 2 }));
        Assert.That(result.Values, Is.Empty);
        result.Verify();
    }

    [Test]
    public void SendThatWasBeingWritten_WhenTheConnectionBroke_IsUnknown_AndTheNextOnesAreSent()
    {
        using var fixture = new RealtimeFixture().Connect();
        fixture.Server.Last.Gate = new TaskCompletionSource().Task;
        var first = fixture.Observe(fixture.Manager.Broadcast("n", 1));
        var second = fixture.Observe(fixture.Manager.Broadcast("n", 2));
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(1));

        Assert.That(first.Values.Single().Errors!.HasCode(ErrorCodes.DeliveryUnknown), Is.True);
        Assert.That(second.Values.Single().IsSuccess, Is.True);
        Assert.That(fixture.Written.Select(MessageOf), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void CommandsThatWait_FailWhenTheServerRefuses()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.Answer = _ => """44{"message":"no"}""";
        var send = fixture.Observe(fixture.Manager.Broadcast("x", 1));
        var join = fixture.Observe(fixture.Manager.Join("room"));

        Assert.That(send.Values.Concat(join.Values).Select(r => r.Errors!.StatusText), Is.EqualTo(new[] { "no", "no" }));
        Assert.That(fixture.Session.Outbox.Count, Is.Zero);
    }

    [Test]
    public void Bytes_BecomeAttachments_EmptyOnesToo_DirectlyBehindTheirPacket()
    {
        using var fixture = new RealtimeFixture().Connect();
        _ = fixture.Observe(fixture.Manager.Broadcast("x", new object[] { new byte[] { 1, 255 }, new ArraySegment<byte>([9, 8, 7], 1, 1), Array.Empty<byte>() }));
        _ = fixture.Observe(fixture.Manager.Broadcast("x", new JObject { ["data"] = new byte[] { 3 } }));

        Assert.That(fixture.Written, Is.EqualTo(new[]
        {
            """453-["message",{"eventName":"x","message":[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1},{"_placeholder":true,"num":2}]}]""",
            "#01ff", "#08", "#",
            """451-["message",{"eventName":"x","message":{"data":{"_placeholder":true,"num":0}}}]""",
            "#03",
        }));
    }

    [Test]
    public void MoreAttachmentsThanAServerTakes_AreAFailure()
    {
        using var fixture = new RealtimeFixture().Connect();
        var parts = Enumerable.Range(0, 11).Select(_ => new byte[1]).ToArray();

        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", parts))!.Errors!.HasCode(ErrorCodes.TooManyAttachments), Is.True);
        Assert.That(fixture.ResultOf(fixture.Manager.UpdateProfile(parts))!.Errors!.HasCode(ErrorCodes.TooManyAttachments), Is.True);
        Assert.That((fixture.Written.Count, fixture.Session.Outbox.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void MessageThatCannotBeWritten_IsAFailure()
    {
        using var fixture = new RealtimeFixture().Connect();

        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", new Unwritable()))!.Errors!.HasCode(ErrorCodes.UnwritableValue), Is.True);
        Assert.That(fixture.ResultOf(fixture.Manager.UpdateProfile(new Unwritable()))!.Errors!.HasCode(ErrorCodes.UnwritableValue), Is.True);
        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", "fine"))!.IsSuccess, Is.True);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("connect")]
    [TestCase("connect_error")]
    [TestCase("disconnect")]
    [TestCase("disconnecting")]
    [TestCase("newListener")]
    [TestCase("removeListener")]
    public void EventNames_ThatCannotBe_ThrowAtTheCall(string? name)
    {
        using var fixture = new RealtimeFixture();
        Assert.That(() => fixture.Manager.Send("room", name!, 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.Broadcast(name!, 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.On(name!), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.On<int>(name!), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.Channel("room").On(name!), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.Channel("room").Send(name!, 1), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" \t")]
    public void ChannelNames_ThatCannotBe_ThrowAtTheCall(string? name)
    {
        using var fixture = new RealtimeFixture();
        Assert.That(() => fixture.Manager.Channel(name!), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.Send(name!, "x", 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.Join(name!), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.Leave(name!), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => fixture.Manager.GetMembers(name!), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void NamesWithQuotes_AreEscaped()
    {
        using var fixture = new RealtimeFixture().Connect();
        _ = fixture.Observe(fixture.Manager.Send("ro\"om\\", "e\"v\n", "İ😀"));

        Assert.That(fixture.Written.Single(), Is.EqualTo("""42["message",{"channel":"ro\"om\\","eventName":"e\"v\n","message":"İ😀"}]"""));
    }

    private static int MessageOf(string packet) => (int)JArray.Parse(packet[2..])[1]["message"]!;

    private sealed class Unwritable
    {
        public int Value => throw new NotSupportedException("getter");
    }
}
