using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Backend.Realtime.SocketIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>What goes on between the engine and the hub, in the orders that only chance brings about.</summary>
public sealed class SocketSessionTests
{
    private ManualTimers _time = null!;
    private Doorman _doorman = null!;
    private RecordedConnection _connection = null!;
    private RealtimeHub _hub = null!;
    private SocketSession _session = null!;

    [SetUp]
    public void Start()
    {
        (_time, _doorman, _connection) = (new ManualTimers(), new Doorman(), new RecordedConnection());
        var settings = new RealtimeSettings();
        _hub = new RealtimeHub(settings, 1 << 20, new InProcessBackplane(), _time);
        _session = new SocketSession(
            _connection, new EngineOrigin(null),
            new SocketServices(_hub, _doorman, new CommandReader(settings, 1000), settings, 10_000, _time, NullLogger<SocketSession>.Instance));
    }

    [TearDown]
    public void Stop() => _hub.Dispose();

    [Test]
    public void ConnectionThatEndsWhileItConnects_LeavesNobodyBehind()
    {
        _doorman.Meanwhile = () => _session.OnClosed("transport close");
        Assert.That(Receive("0{}"), Is.True);
        _hub.Publish(new Publication(Audience.Everybody, null, "[\"e\",1]"u8.ToArray()));
        Assert.That(_connection.Texts, Has.None.Contains("[\"e\""));
    }

    [Test]
    public void SessionThatEndsWhileItConnects_GetsNoUserEvents()
    {
        _doorman.Meanwhile = () => _doorman.IsSessionLive = false;
        Receive("0{}");
        _hub.Publish(new Publication(Audience.User, "ada", "[\"user:update\"]"u8.ToArray()));
        Assert.That(_connection.Texts, Has.None.Contains("user:update"));
    }

    [Test]
    public void SessionThatLives_GetsThem()
    {
        Receive("0{}");
        _hub.Publish(new Publication(Audience.User, "ada", "[\"user:update\"]"u8.ToArray()));
        Assert.That(_connection.Texts, Has.One.Contains("user:update"));
    }

    [Test]
    public void Connect_AfterADisconnect_IsPossible()
    {
        Assert.That((Receive("0{}"), Receive("1"), Receive("2[\"join\",{}]")), Is.EqualTo((true, true, false)));
        Assert.That(Receive("0{}"), Is.True);
        Assert.That(_connection.Texts.Count(text => text.StartsWith("40{", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void ConnectTimeout_EndsOnlyConnectionsThatDidNotConnect()
    {
        Receive("0{}");
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(_connection.IsClosed, Is.False);
        var idle = new RecordedConnection();
        _ = new SocketSession(
            idle, new EngineOrigin(null),
            new SocketServices(_hub, _doorman, new CommandReader(new RealtimeSettings(), 1), new RealtimeSettings(), 1, _time, NullLogger<SocketSession>.Instance));
        _time.Advance(TimeSpan.FromSeconds(45) - TimeSpan.FromTicks(1));
        Assert.That(idle.IsClosed, Is.False);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That(idle.IsClosed, Is.True);
    }

    [Test]
    public void ConnectTimeout_RunsAgainAfterADisconnect()
    {
        Receive("0{}");
        _time.Advance(TimeSpan.FromMinutes(5));
        Receive("1");
        _time.Advance(TimeSpan.FromSeconds(45) - TimeSpan.FromTicks(1));
        Assert.That(_connection.IsClosed, Is.False);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That(_connection.IsClosed, Is.True);
    }

    [Test]
    public void ConnectTimeout_OfADisconnect_EndsWithTheNextConnect()
    {
        Receive("0{}");
        Receive("1");
        Receive("0{}");
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(_connection.IsClosed, Is.False);
    }

    [Test]
    public void EventThatComesWhileTheConnectionEnds_IsLeftAlone_AndNoMistakeOfTheClient()
    {
        var clock = new AskedClock();
        var settings = new RealtimeSettings();
        var session = new SocketSession(
            _connection, new EngineOrigin(null),
            new SocketServices(_hub, _doorman, new CommandReader(settings, 1000), settings, 10_000, clock, NullLogger<SocketSession>.Instance));
        session.OnMessage(Message("0{}"));
        clock.Asked = () => session.OnClosed("transport close");
        Assert.That(session.OnMessage(Message("2[\"join\",{\"channel\":\"room\"}]")), Is.True);
        Assert.That(_hub.HasMembers("room"), Is.False);
    }

    [Test]
    public void EventsBeyondTheLimit_AreRefusedByTheirNames_WithoutBeingRead()
    {
        Exhaust();
        var answers = _connection.Texts.Count();
        Assert.That(Receive("27[\"message\",{\"this\": is no JSON]"), Is.True);
        Assert.That(_connection.Texts.Skip(answers).Single(), Does.StartWith("437[{\"ok\":false,\"code\":\"rate_limit_exceeded\""));
    }

    [TestCase("0{}")]
    [TestCase("0/other,")]
    [TestCase("0/other,{}")]
    [TestCase("317[1]")]
    public void EverythingElseBeyondTheLimit_EndsTheConnection(string packet)
    {
        Exhaust();
        Assert.That(Receive(packet), Is.False);
    }

    [Test]
    public void ConnectsOfOtherNamespaces_CountLikeEvents()
    {
        Assert.That(Receive("0{}"), Is.True);
        var taken = Enumerable.Range(0, new RealtimeSettings().EventBurst + 1).TakeWhile(_ => Receive("0/other,")).Count();
        Assert.That(taken, Is.EqualTo(new RealtimeSettings().EventBurst - 1));
    }

    [Test]
    public void RefusalForTheRate_IsRemembered_SoThatARepetitionIsNotTakenForDone()
    {
        Receive("0{\"recovery\":{\"version\":1}}");
        for (var i = 1; i < new RealtimeSettings().EventBurst; i++) Receive("2[\"leave\",{\"channel\":\"none\"}]");
        Receive("21[\"message\",{\"eventName\":\"e\",\"seq\":1}]");
        _time.Advance(TimeSpan.FromSeconds(20));
        Receive("22[\"message\",{\"eventName\":\"e\",\"seq\":2}]");
        Receive("21[\"message\",{\"eventName\":\"e\",\"seq\":1}]");
        Assert.That(_connection.Texts.Last(), Does.StartWith("431[{\"ok\":false,\"code\":\"rate_limit_exceeded\""));
        Assert.That(_hub.Repetitions, Is.EqualTo(1));
    }

    [TestCase(500, true)]
    [TestCase(600, false)]
    public void JsonNestsAsDeepAsItIsRead(int depth, bool isTaken)
    {
        Receive("0{}");
        var deep = new string('[', depth) + new string(']', depth);
        Assert.That(Receive("2[\"message\",{\"eventName\":\"e\",\"message\":" + deep + "}]"), Is.EqualTo(isTaken));
        Assert.That(_connection.Texts.Any(text => text.Contains(deep, StringComparison.Ordinal)), Is.EqualTo(isTaken));
    }

    [TestCase("2[\"message\",{\"eventName\":\"e\"}]", true)]
    [TestCase("2[\"message\"]", true)]
    [TestCase("2[1,2]", true)]
    [TestCase("3[1]", false)]
    [TestCase("317[1]", true)]
    [TestCase("4{}", false)]
    [TestCase("2/other,[\"message\",{}]", false)]
    [TestCase("2[\"message\",{\"eventName\":\"e\"}", false)]
    [TestCase("2[\"message\",{\"a\":01}]", false)]
    public void Packets_AreTakenOrEndTheConnection(string packet, bool isTaken)
    {
        Receive("0{}");
        Assert.That(Receive(packet), Is.EqualTo(isTaken));
    }

    /// <summary>Connects, and uses up all that a connection may send at once.</summary>
    private void Exhaust()
    {
        Receive("0{}");
        for (var i = 1; i < new RealtimeSettings().EventBurst; i++) Receive("2[\"leave\",{\"channel\":\"none\"}]");
    }

    private bool Receive(string text) => _session.OnMessage(Message(text));

    private static EnginePacket Message(string text) => new(EnginePacketType.Message, Encoding.UTF8.GetBytes(text));

    /// <summary>A clock that is looked at while a packet is taken.</summary>
    private sealed class AskedClock : TimeProvider
    {
        public Action Asked { get; set; } = () => { };

        public override long GetTimestamp()
        {
            Asked();
            return base.GetTimestamp();
        }
    }

    private sealed class Doorman : IAdmission
    {
        public Action Meanwhile { get; set; } = () => { };

        public bool IsSessionLive { get; set; } = true;

        public Admission Admit(JsonElement auth, EngineOrigin origin)
        {
            Meanwhile();
            return new Admission(false, "token", "ada");
        }

        public bool IsLive(string sessionToken) => IsSessionLive;
    }
}
