using System.Reactive.Linq;
using System.Text;
using Altogic.Reactive.Realtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>What becomes of an event on its way to observers.</summary>
public sealed class ReceiveTests
{
    [TestCase("""42["x",{"channel":"room","message":{"a":1}}]""", "room", """{"a":1}""")]
    [TestCase("""42["x",{"message":"2024-01-01T00:00:00Z","channel":null}]""", null, "\"2024-01-01T00:00:00Z\"")]
    [TestCase("""42[ "x" , { "channel" : "\u0072oom" , "message" : [ 1 , 2 ] } ]""", "room", "[1,2]")]
    [TestCase("""42["x",{"channel":"room"}]""", "room", """{"channel":"room"}""")]
    [TestCase("""42["x",5,"more",null]""", null, "5")]
    [TestCase("""42["x"]""", null, "null")]
    [TestCase("""42["x",null]""", null, "null")]
    [TestCase("""420["x",{"channel":"room","message":1}]""", "room", "1")]
    [TestCase("""42/,["x",{"channel":"room","message":1}]""", "room", "1")]
    public void Message_IsReadFromEveryShape(string packet, string? channel, string json)
    {
        var message = Receive(packet);

        Assert.That((message.Event, message.Channel, message.Message.ToString(Formatting.None)), Is.EqualTo(("x", channel, json)));
        var first = message.Message;
        Assert.That(message.Message, Is.Not.SameAs(first), "nobody else has the token");
    }

    [Test]
    public void As_GivesYourType_OrAFailure()
    {
        Assert.That(Receive("""42["x",{"channel":"r","message":{"text":"hi","when":"2024-01-01T00:00:00.000Z"}}]""").As<Line>().Data,
            Is.EqualTo(new Line("hi", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        Assert.That(Receive("""42["x",{"channel":"r","message":"no line"}]""").As<Line>().Errors!.HasCode(ErrorCodes.InvalidResponse), Is.True);
        Assert.That(Receive("""42["x",{"channel":"r","message":{"text":]}]""").As<Line>().Errors!.HasCode(ErrorCodes.InvalidResponse), Is.True);
        Assert.That(Receive("""42["x",{"channel":"r","message":null}]""").As<Line>().Errors!.HasCode(ErrorCodes.EmptyResponse), Is.True);
        Assert.That(Receive("""42["x",{"channel":"r","message":null}]""").As<int?>().IsSuccess, Is.True);
        Assert.That(Receive("""42["x",{"channel":"r","message":null}]""").As<JToken>().Data!.Type, Is.EqualTo(JTokenType.Null));
        Assert.That(Receive("""42["x"]""").As<int?>().IsSuccess, Is.True);
        Assert.That(Receive("""42["x",{"channel":"r","message":7}]""").As<int>().Data, Is.EqualTo(7));
    }

    [Test]
    public void DeepMessages_AreReadAsFarAsTheReaderGoes()
    {
        string Deep(int depth) => $$"""42["x",{"channel":"r","message":{{new string('[', depth)}}{{new string(']', depth)}}}]""";

        Assert.That(Receive(Deep(100)).As<JToken>().IsSuccess, Is.True);
        Assert.That(Receive(Deep(200)).As<JToken>().Errors!.HasCode(ErrorCodes.InvalidResponse), Is.True);
        Assert.That(Receive(Deep(10_000)).As<JToken>().Errors!.HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [Test]
    public void InvalidUtf8_IsAFailure_NotAQuestionMark()
    {
        using var fixture = new RealtimeFixture();
        var seen = fixture.Observe(fixture.Manager.On<string>("x"));
        fixture.Server.Last.Send([.. Encoding.UTF8.GetBytes("""42["x",{"channel":null,"message":"half a letter: """), 0xc3, .. "\"}]"u8]);
        fixture.Settle();

        Assert.That(seen.Values.Single().Errors!.HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [Test]
    public void MessageThatCannotBeRead_IsOneFailure_NotTheEndOfTheStream()
    {
        using var fixture = new RealtimeFixture();
        var seen = fixture.Observe(fixture.Manager.On<int>("x"));
        fixture.Server.Last.Send("""42["x",{"message":"no number"}]""");
        fixture.Server.Last.Send("""42["x",{"message":2}]""");
        fixture.Settle();

        Assert.That(seen.Values.Select(r => r.IsSuccess), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void Burst_WakesObserversWhenTheReaderPauses_OrManyMessagesWait()
    {
        using var fixture = new RealtimeFixture();
        var seen = fixture.Observe(fixture.Manager.On<int>("x").Select(r => r.ValueOrThrow()));
        for (var i = 0; i < 10; i++) fixture.Server.Last.SendFirst($$"""42["x",{"message":{{i}}}]""");
        fixture.Settle();
        Assert.That(seen.Values, Is.Empty, "to wake somebody costs more than a message");
        fixture.Server.Last.Idle();
        fixture.Settle();
        Assert.That(seen.Values, Is.EqualTo(Enumerable.Range(0, 10)));
        for (var i = 10; i < 1034; i++) fixture.Server.Last.SendFirst($$"""42["x",{"message":{{i}}}]""");
        fixture.Settle();

        Assert.That(seen.Values, Is.EqualTo(Enumerable.Range(0, 1034)), "a reader that never pauses starves nobody");
    }

    [Test]
    public void Burst_OfLargeMessages_WakesObserversSooner()
    {
        using var fixture = new RealtimeFixture();
        var seen = fixture.Observe(fixture.Manager.On<string>("x"));
        var large = $$"""42["x",{"message":"{{new string('x', 10_000)}}"}]""";
        for (var i = 0; i < 25; i++) fixture.Server.Last.SendFirst(large);
        fixture.Settle();
        Assert.That(seen.Values, Is.Empty);
        fixture.Server.Last.SendFirst(large);
        fixture.Settle();

        Assert.That(seen.Values, Has.Count.EqualTo(26), "as soon as 256 KB wait");
    }

    [Test]
    public void Burst_LargerThanAQueue_IsFetchedBeforeTheQueueIsFull()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { ObserverQueueCapacity = 8 });
        var drops = fixture.Observe(fixture.Manager.DroppedMessages);
        var seen = fixture.Observe(fixture.Manager.On<int>("x").Select(r => r.ValueOrThrow()));
        for (var i = 0; i < 100; i++)
        {
            fixture.Server.Last.SendFirst($$"""42["x",{"message":{{i}}}]""");
            fixture.Settle();
        }

        Assert.That((seen.Values.Count, drops.Values.Count), Is.EqualTo((100, 0)));
    }

    [Test]
    public void Burst_BeforeTheEnd_IsDelivered()
    {
        using var fixture = new RealtimeFixture();
        var seen = fixture.Observe(fixture.Manager.On<int>("x").Select(r => r.ValueOrThrow()));
        fixture.Server.Last.SendFirst("""42["x",{"message":1}]""");
        fixture.Server.Last.End();
        fixture.Settle();

        Assert.That(seen.Values, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Attachments_ComeBackAsBytes()
    {
        using var fixture = new RealtimeFixture();
        var any = fixture.Observe(fixture.Manager.OnAny());
        var named = fixture.Observe(fixture.Manager.On("x"));
        fixture.Server.Last.Send("""452-["x",{"channel":null,"message":{"a":{"_placeholder":true,"num":1},"b":[{"_placeholder":true,"num":0}]}}]""");
        fixture.Server.Last.SendBinary([1, 2]);
        fixture.Server.Last.SendBinary([]);
        fixture.Server.Last.Send("""451-["x",{"_placeholder":true,"num":0}]""");
        fixture.Server.Last.SendBinary([3]);
        fixture.Server.Last.Send("""451-["x",{"_placeholder":true,"num":5}]""");
        fixture.Server.Last.SendBinary([3]);
        fixture.Settle();

        Assert.That(any.Values, Has.Count.EqualTo(3));
        Assert.That((byte[])any.Values[0].Message["a"]!, Is.Empty);
        Assert.That((byte[])any.Values[0].Message["b"]![0]!, Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(named.Values[1].As<byte[]>().Data, Is.EqualTo(new byte[] { 3 }));
        Assert.That(named.Values[2].As<byte[]>().Errors!.HasCode(ErrorCodes.InvalidResponse), Is.True, "a placeholder for nothing");
    }

    [Test]
    public void TextInsteadOfAnAttachment_EndsTheConnection()
    {
        using var fixture = new RealtimeFixture().Connect();
        fixture.Server.Last.Send("""451-["x",{"_placeholder":true,"num":0}]""");
        fixture.Server.Last.Send("""42["x",1]""");

        Assert.That(fixture.Manager.IsConnected, Is.False);
    }

    [Test]
    public void EventNobodyObserves_IsNotKept()
    {
        using var fixture = new RealtimeFixture();
        _ = fixture.Observe(fixture.Manager.On("x"));
        _ = fixture.Observe(fixture.Manager.Channel("room").On("y"));

        Assert.That(fixture.Server.Last.Send("""42["x",{"channel":null,"message":1}]"""), Is.True);
        Assert.That(fixture.Server.Last.Send("""42["y",{"channel":"room","message":1}]"""), Is.True);
        Assert.That(fixture.Server.Last.Send("""42["y",{"channel":"other","message":1}]"""), Is.False);
        Assert.That(fixture.Server.Last.Send("""42["z",{"channel":null,"message":1}]"""), Is.False);
        Assert.That(fixture.Server.Last.Send("""42["x"""), Is.False);
    }

    [Test]
    public void FiftyObservers_AllHearIt_AndNamesWithEscapesAreFound()
    {
        using var fixture = new RealtimeFixture();
        var observers = Enumerable.Range(0, 50).Select(_ => fixture.Observe(fixture.Manager.On("ş\"x"))).ToList();
        fixture.Server.Last.Send("""42["ş\"x",{"message":1}]""");
        fixture.Server.Last.Send("""42["\u015f\u0022x",{"message":2}]""");
        fixture.Settle();

        foreach (var observer in observers) Assert.That(observer.Values.Select(m => (int)m.Message), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void OnAny_KnowsEveryName()
    {
        using var fixture = new RealtimeFixture();
        var any = fixture.Observe(fixture.Manager.OnAny());
        for (var i = 0; i < 600; i++) fixture.Server.Last.Send($$"""42["event {{i % 300}}",{"message":1}]""");
        fixture.Server.Last.Send("42[17,1]");
        fixture.Settle();

        Assert.That(any.Values.Select(m => m.Event), Is.EqualTo(Enumerable.Range(0, 600).Select(i => $"event {i % 300}").Append("17")));
    }

    [Test]
    public void MemberAndUserEvents_HaveTheirOwnTypes()
    {
        using var fixture = new RealtimeFixture();
        var joins = fixture.Observe(fixture.Manager.Joins);
        var leaves = fixture.Observe(fixture.Manager.Leaves);
        var updates = fixture.Observe(fixture.Manager.Updates);
        var users = fixture.Observe(fixture.Manager.UserEvents);
        fixture.Server.Last.Send("""42["channel:join",{"channel":"room","message":{"id":"s2","data":{"name":"Bob"}}}]""");
        fixture.Server.Last.Send("""42["channel:join","nonsense"]""");
        fixture.Server.Last.Send("""42["channel:join",{"channel":"room","message":{"id":5}}]""");
        fixture.Server.Last.Send("""42["channel:leave",{"channel":"room","message":{"id":"s2","data":null}}]""");
        fixture.Server.Last.Send("""42["channel:update",{"channel":"room","message":{"id":"s3","data":7}}]""");
        fixture.Server.Last.Send("""42["user:signin","user:signin",{"token":"t","userId":"u"},{"_id":"u"}]""");
        fixture.Server.Last.Send("""42["user:signout","user:signout",null]""");
        fixture.Server.Last.Send("""42["user:update",{"token":"t","userId":"u"}]""");
        fixture.Server.Last.Send("""42["user:other",1]""");
        fixture.Server.Last.Send("""42["user:delete",{"token":"bad token"}]""");
        fixture.Settle();

        Assert.That(joins.Values, Is.EqualTo(new[] { new MemberChange("room", new Member("s2", JObject.Parse("""{"name":"Bob"}"""))) }));
        Assert.That(leaves.Values, Is.EqualTo(new[] { new MemberChange("room", new Member("s2", null)) }));
        Assert.That(updates.Values, Is.EqualTo(new[] { new MemberChange("room", new Member("s3", 7)) }));
        Assert.That(users.Values.Select(e => (e.Name, e.Session?.UserId)), Is.EqualTo(new[]
        {
            ("user:signin", "u"), ("user:signout", null), ("user:update", "u"), ("user:delete", null),
        }));
    }

    [Test]
    public void ObserverThatThrows_HurtsOnlyItself()
    {
        using var fixture = new RealtimeFixture();
        var first = fixture.Observe(fixture.Manager.On("x"));
        using var broken = fixture.Manager.Channel("room").OnAny().Merge(fixture.Manager.On("x")).Subscribe(_ => throw new NotSupportedException("observer"));
        var last = fixture.Observe(fixture.Manager.On("x"));
        fixture.Server.Last.Send("""42["x",1]""");

        fixture.Settle();
        fixture.Server.Last.Send("""42["x",2]""");
        fixture.Settle();
        Assert.That((first.Values.Count, last.Values.Count, fixture.Manager.IsConnected), Is.EqualTo((2, 2, true)));
        Assert.That(fixture.Session.Router.ObserverCount, Is.EqualTo(2), "and is forgotten");
        Assert.That(fixture.Session.Memberships.Count, Is.Zero, "its channel is left");
        Assert.That(fixture.Log.Errors.Select(entry => entry.Id), Is.EqualTo(new[] { 1380 }));
    }

    [Test]
    public void SlowObserver_LosesTheOldest_AndItIsTold()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { ObserverQueueCapacity = 3 });
        var drops = fixture.Observe(fixture.Manager.DroppedMessages);
        var slow = fixture.Observe(fixture.Manager.Channel("room").On("x"));
        for (var i = 0; i < 10; i++) fixture.Server.Last.Send($$"""42["x",{"channel":"room","message":{{i}}}]""");
        fixture.Settle();

        Assert.That(slow.Values.Select(m => (int)m.Message), Is.EqualTo(new[] { 7, 8, 9 }));
        Assert.That(drops.Values, Is.EqualTo(new[] { new MessageDrop("x", "room", 7) }));
        Assert.That(fixture.Log.Entries.Single(entry => entry.Id == 1307).Text, Is.EqualTo("7 messages were dropped: an observer is too slow"));
    }

    [Test]
    public void HundredThousandSubscriptions_LeaveNothingBehind()
    {
        using var fixture = new RealtimeFixture().Connect();
        var room = fixture.Manager.Channel("room");
        for (var i = 0; i < 100_000; i++)
        {
            fixture.Manager.On("x").Subscribe().Dispose();
            if (i % 10 == 0) room.On("y").Subscribe().Dispose();
            if (i % 10 == 1) fixture.Manager.OnAny().Subscribe().Dispose();
            if (i % 10 == 2) fixture.Manager.ConnectionChanges.Subscribe().Dispose();
            if (i % 10 == 3) fixture.Manager.UserEvents.Subscribe().Dispose();
        }

        fixture.Settle();
        var session = fixture.Session;
        Assert.That((session.Router.ObserverCount, session.Router.RouteCount, session.Memberships.Count), Is.EqualTo((0, 0, 0)));
        Assert.That((session.States.ObserverCount, session.Outbox.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Logs_HoldNoPayloadAndNoNames()
    {
        using var fixture = new RealtimeFixture();
        fixture.SignIn("secret-token");
        _ = fixture.Observe(fixture.Manager.Channel("secret-room").On("secret-event"));
        _ = fixture.ResultOf(fixture.Manager.Send("secret-room", "secret-event", "secret-message"));
        fixture.Server.Last.Send("""42["secret-event",{"channel":"secret-room","message":"secret-message"}]""");
        fixture.Server.Last.Send("42[\"secret");
        fixture.Advance(TimeSpan.FromSeconds(2));

        Assert.That(fixture.Log.Entries.Select(entry => entry.Text + entry.Exception), Has.None.Contains("secret"));
        Assert.That(fixture.Log.Entries, Is.Not.Empty);
    }

    private static RealtimeMessage Receive(string packet)
    {
        using var fixture = new RealtimeFixture();
        var seen = fixture.Observe(fixture.Manager.On("x"));
        fixture.Server.Last.Send(packet);
        fixture.Settle();
        return seen.Values.Single();
    }

    private sealed record Line(string Text, DateTimeOffset When);
}
