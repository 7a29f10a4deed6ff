using System.Net.Sockets;
using System.Reactive.Linq;
using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.SocketIO;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>How a connection comes, stays, goes and comes back, in virtual time.</summary>
public sealed class ConnectionTests
{
    [Test]
    public void Nothing_IsConnectedBeforeItIsNeeded()
    {
        using var fixture = new RealtimeFixture();
        var states = fixture.Observe(fixture.Manager.ConnectionChanges);
        _ = fixture.Observe(fixture.Manager.Gaps);
        _ = fixture.Observe(fixture.Manager.DroppedMessages);
        _ = fixture.Manager.Channel("room").On("x");
        _ = fixture.Manager.Send("room", "x", 1);

        Assert.That(fixture.Server.Dialled, Is.Zero);
        Assert.That(states.Values, Is.EqualTo(new ConnectionState[] { new ConnectionState.Disconnected(null) }));
        Assert.That((fixture.Manager.IsConnected, fixture.Manager.SocketId), Is.EqualTo((false, (string?)null)));
    }

    [Test]
    public void FirstSubscriber_Connects_AndLaterOnesShareIt()
    {
        using var fixture = new RealtimeFixture();
        _ = fixture.Observe(fixture.Manager.On("x"));
        _ = fixture.Observe(fixture.Manager.On("y"));
        _ = fixture.Observe(fixture.Manager.UserEvents);

        Assert.That(fixture.Server.Dialled, Is.EqualTo(1));
        Assert.That((fixture.Manager.IsConnected, fixture.Manager.SocketId), Is.EqualTo((true, "socket-1")));
    }

    [Test]
    public void FirstSend_Connects()
    {
        using var fixture = new RealtimeFixture();

        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", 1))!.IsSuccess, Is.True);
        Assert.That(fixture.Written, Is.EqualTo(new[] { """42["message",{"eventName":"x","message":1}]""" }));
    }

    [Test]
    public void States_AreToldInOrder_WithAttemptCauseAndTime()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.IsDown = true;
        var states = fixture.Observe(fixture.Manager.ConnectionChanges);
        _ = fixture.Observe(fixture.Manager.On("x"));
        fixture.Advance(TimeSpan.FromSeconds(2));
        fixture.Server.IsDown = false;
        fixture.Advance(TimeSpan.FromSeconds(5));

        var seen = states.Values.Skip(1).ToList();
        Assert.That(seen[0], Is.EqualTo(new ConnectionState.Connecting(1, null, null)));
        var waiting = (ConnectionState.Connecting)seen[1];
        Assert.That((waiting.Attempt, waiting.Cause!.Items[0].Code), Is.EqualTo((2, ErrorCodes.ConnectionFailed)));
        Assert.That(waiting.NextAttempt, Is.GreaterThan(new DateTimeOffset(1, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.That(((ConnectionState.Connecting)seen[2]).NextAttempt, Is.Null);
        Assert.That(seen[^1], Is.EqualTo(new ConnectionState.Connected("socket-1", IsRecovered: false)));
        states.Verify();
    }

    [Test]
    public void ServerThatNobodyRuns_IsTriedAgainAllTheTime_ThenLessOften()
    {
        var waits = Waits(ReconnectPolicy.PatientFailures + 3, new SocketException((int)SocketError.ConnectionRefused));

        Assert.That(waits.Take(ReconnectPolicy.PatientFailures - 1), Is.All.EqualTo(0.5).Within(0.02), "half of 1 second");
        Assert.That(waits[^1], Is.EqualTo(2.5).Within(0.02), "half of 5 seconds");
    }

    [Test]
    public void NetworkThatFails_IsTriedAgainForEver_LessAndLessOften()
    {
        var waits = Waits(8, new SocketException((int)SocketError.NetworkUnreachable));

        Assert.That(waits, Is.EqualTo(new[] { 1.0, 2, 2.5, 2.5, 2.5, 2.5, 2.5 }).Within(0.02), "half of 2, 4, 5, 5 … seconds");
    }

    [Test]
    public void ServerWithoutAPlace_IsTriedAgainForEver_MuchLessOften()
    {
        var waits = Waits(8, new TransportRefusedException(503));

        Assert.That(waits, Is.EqualTo(new[] { 1.0, 2, 4, 8, 15, 15, 15 }).Within(0.02), "half of 2, 4, 8, 16, 30, 30 … seconds");
    }

    [Test]
    public void ServerThatNeverSpeaks_CostsOneTimeout_AndIsTriedAgain()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { Timeout = TimeSpan.FromSeconds(2) });
        fixture.Server.IsSilent = true;
        var connect = fixture.Observe(fixture.Manager.Connect());
        fixture.Advance(TimeSpan.FromSeconds(2));
        Assert.That(((ConnectionState.Connecting)fixture.Manager.CurrentConnection).Cause!.Kind, Is.EqualTo(ErrorKind.Timeout));
        fixture.Advance(TimeSpan.FromSeconds(3.5));

        Assert.That(fixture.Server.Dialled, Is.GreaterThanOrEqualTo(2));
        Assert.That(connect.Values, Is.Empty, "it goes on trying");
    }

    [Test]
    public void OpenPacketWithoutAnAnswerToConnect_CostsTheSameTimeout()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { Timeout = TimeSpan.FromSeconds(2) });
        fixture.Server.Answer = _ => null;
        _ = fixture.Observe(fixture.Manager.On("x"));
        fixture.Advance(TimeSpan.FromSeconds(2));

        Assert.That(fixture.Server.Transports[0].IsDisposed, Is.True);
        Assert.That(((ConnectionState.Connecting)fixture.Manager.CurrentConnection).Cause!.Kind, Is.EqualTo(ErrorKind.Timeout));
    }

    [Test]
    public void Timeout_EndsWithTheAnswer()
    {
        using var fixture = new RealtimeFixture(new RealtimeOptions { Timeout = TimeSpan.FromSeconds(2) }).Connect();
        fixture.Advance(TimeSpan.FromSeconds(20));

        Assert.That(fixture.Manager.IsConnected, Is.True);
    }

    [Test]
    public void SilentServer_IsLeftAfterPingIntervalAndTimeout()
    {
        using var fixture = new RealtimeFixture().Connect();
        fixture.Advance(TimeSpan.FromSeconds(44));
        Assert.That(fixture.Manager.IsConnected, Is.True);
        fixture.Advance(TimeSpan.FromSeconds(1.1));

        Assert.That(((ConnectionState.Connecting)fixture.Manager.CurrentConnection).Cause!.Kind, Is.EqualTo(ErrorKind.Timeout));
    }

    [Test]
    public void Ping_IsAnswered_AndProlongsTheConnection()
    {
        using var fixture = new RealtimeFixture().Connect();
        for (var i = 0; i < 10; i++)
        {
            fixture.Advance(TimeSpan.FromSeconds(40));
            fixture.Server.Last.Send("2");
        }

        Assert.That(fixture.Server.Dialled, Is.EqualTo(1));
        Assert.That(fixture.Written, Is.EqualTo(Enumerable.Repeat("3", 10)));
    }

    [Test]
    public void Messages_DoNotProlongTheConnection()
    {
        using var fixture = new RealtimeFixture().Connect();
        for (var i = 0; i < 46 && fixture.Server.Dialled == 1; i++)
        {
            fixture.Server.Last.Send("""42["x",1]""");
            fixture.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(fixture.Server.Dialled, Is.EqualTo(2), "only pings count (realtime §7.3)");
    }

    [Test]
    public void LostConnection_ComesBackAtOnceOrNearlySo()
    {
        using var fixture = new RealtimeFixture().Connect();
        fixture.Server.Last.End();
        Assert.That(((ConnectionState.Connecting)fixture.Manager.CurrentConnection).Attempt, Is.EqualTo(1));
        fixture.Advance(TimeSpan.FromSeconds(0.51));

        Assert.That(fixture.Manager.SocketId, Is.EqualTo("socket-2"));
    }

    [TestCase("""42["x",""")]
    [TestCase("42{}")]
    [TestCase("49")]
    [TestCase("""42["connect",1]""")]
    [TestCase("""40{"sid":"again"}""")]
    [TestCase("""44{"message":"too late"}""")]
    [TestCase("""450-["x"]""")]
    [TestCase("5")]
    [TestCase("3")]
    public void BadPacket_EndsTheConnection_AndTheNextOneWorks(string packet)
    {
        using var fixture = new RealtimeFixture();
        var seen = fixture.Observe(fixture.Manager.On<int>("x"));
        fixture.Server.Last.Send(packet);
        Assert.That(((ConnectionState.Connecting)fixture.Manager.CurrentConnection).Cause!.Kind, Is.EqualTo(ErrorKind.Serialization));
        fixture.Advance(TimeSpan.FromSeconds(1));
        fixture.Server.Last.Send("""42["x",{"channel":null,"message":5}]""");
        fixture.Settle();

        Assert.That(seen.Values.Select(r => r.Data), Is.EqualTo(new[] { 5 }));
    }

    [TestCase("""44{"data":1}""")]
    [TestCase("44{}")]
    [TestCase("40")]
    [TestCase("40{}")]
    [TestCase("""40{"sid":""}""")]
    public void UnusableAnswerToConnect_IsTriedAgain(string answer)
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.Answer = number => number == 1 ? answer : """40{"sid":"fine"}""";
        _ = fixture.Observe(fixture.Manager.On("x"));
        fixture.Advance(TimeSpan.FromSeconds(1));

        Assert.That(fixture.Manager.SocketId, Is.EqualTo("fine"));
    }

    [Test]
    public void Refusal_StopsTrying_AndSaysWhy()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.Answer = _ => """44{"message":"no","data":{"code":"invalid_client_key","details":[1]}}""";
        _ = fixture.Observe(fixture.Manager.On("x"));
        fixture.Advance(TimeSpan.FromMinutes(10));

        var error = ((ConnectionState.Disconnected)fixture.Manager.CurrentConnection).Error!;
        Assert.That((fixture.Server.Dialled, error.Items[0].Code, error.StatusText), Is.EqualTo((1, "invalid_client_key", "no")));
        Assert.That(error.Items[0].Details!["details"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("[1]"));
        Assert.That(fixture.Server.Last.IsClosedPolitely, Is.True);
    }

    [Test]
    public void Refusal_FailsConnect_AndConnectTriesAgain()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.Answer = number => number == 1 ? """44"no" """.TrimEnd() : """40{"sid":"fine"}""";

        Assert.That(fixture.ResultOf(fixture.Manager.Connect())!.Errors!.HasCode(ErrorCodes.ConnectionRefused), Is.True);
        Assert.That(fixture.ResultOf(fixture.Manager.Connect())!.IsSuccess, Is.True);
    }

    [Test]
    public void ServerThatDismisses_IsNotAskedAgain_UntilConnect()
    {
        using var fixture = new RealtimeFixture().Connect();
        fixture.Server.Last.Send("41");
        fixture.Advance(TimeSpan.FromMinutes(10));
        Assert.That(((ConnectionState.Disconnected)fixture.Manager.CurrentConnection).Error!.HasCode(ErrorCodes.DisconnectedByServer), Is.True);
        Assert.That(fixture.Server.Dialled, Is.EqualTo(1));
        _ = fixture.Observe(fixture.Manager.On("x"));
        Assert.That(fixture.Server.Dialled, Is.EqualTo(1), "a subscriber changes nothing about it");

        fixture.Connect();
        Assert.That(fixture.Manager.SocketId, Is.EqualTo("socket-2"));
    }

    [Test]
    public void Close_SaysGoodbye_AndStaysClosed_UntilConnect()
    {
        using var fixture = new RealtimeFixture().Connect();
        Assert.That(fixture.ResultOf(fixture.Manager.Close())!.IsSuccess, Is.True);
        fixture.Advance(TimeSpan.FromMinutes(10));
        Assert.That(fixture.Written, Is.EqualTo(new[] { "41" }));
        Assert.That(fixture.Manager.CurrentConnection, Is.EqualTo(new ConnectionState.Closed()));
        Assert.That(fixture.ResultOf(fixture.Manager.Broadcast("x", 1))!.Errors!.HasCode(ErrorCodes.NotConnected), Is.True);
        Assert.That((fixture.Server.Dialled, fixture.Server.Last.IsDisposed), Is.EqualTo((1, true)));

        fixture.Connect();
        Assert.That(fixture.Manager.SocketId, Is.EqualTo("socket-2"));
    }

    [Test]
    public void Close_WhileReconnecting_StopsIt()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.IsDown = true;
        var connect = fixture.Observe(fixture.Manager.Connect());
        _ = fixture.ResultOf(fixture.Manager.Close());
        var dialled = fixture.Server.Dialled;
        fixture.Advance(TimeSpan.FromMinutes(10));

        Assert.That(fixture.Server.Dialled, Is.EqualTo(dialled));
        Assert.That(connect.Values.Single().Errors!.HasCode(ErrorCodes.NotConnected), Is.True);
    }

    [Test]
    public void ConnectTwice_IsOneConnection()
    {
        using var fixture = new RealtimeFixture();
        var both = fixture.Observe(fixture.Manager.Connect().Merge(fixture.Manager.Connect()));

        Assert.That(both.Values.Select(r => r.IsSuccess), Is.EqualTo(new[] { true, true }));
        Assert.That(fixture.Server.Dialled, Is.EqualTo(1));
    }

    [Test]
    public void Connect_WhileWaiting_TriesAtOnce()
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.IsDown = true;
        _ = fixture.Observe(fixture.Manager.On("x"));
        fixture.Advance(TimeSpan.FromSeconds(20));
        fixture.Server.IsDown = false;
        fixture.Connect();

        Assert.That(fixture.Manager.IsConnected, Is.True);
    }

    [Test]
    public void Dispose_ClosesEverything_CompletesStreams_AndFailsLaterOperations()
    {
        var fixture = new RealtimeFixture().Connect();
        var messages = fixture.Observe(fixture.Manager.On("x"));
        var states = fixture.Observe(fixture.Manager.ConnectionChanges);
        var gaps = fixture.Observe(fixture.Manager.Gaps);
        var members = fixture.Observe(fixture.Manager.Joins);
        var waiting = new Func<bool>(() => messages.IsCompleted && states.IsCompleted && gaps.IsCompleted && members.IsCompleted);
        fixture.Dispose();
        fixture.Dispose();

        Assert.That(waiting(), Is.True);
        Assert.That(states.Values[^1], Is.EqualTo(new ConnectionState.Closed()));
        Assert.That(fixture.Written, Is.EqualTo(new[] { "41" }));
        Assert.That(fixture.Observe(fixture.Manager.On("y")).IsCompleted, Is.True);
        Assert.That(fixture.Observe(fixture.Manager.ConnectionChanges).IsCompleted, Is.True);
        Assert.That(fixture.Observe(fixture.Manager.Broadcast("x", 1)).Error, Is.InstanceOf<ObjectDisposedException>());
        Assert.That(fixture.Observe(fixture.Manager.Connect()).Error, Is.InstanceOf<ObjectDisposedException>());
        fixture.Advance(TimeSpan.FromMinutes(10));
        Assert.That(fixture.Server.Dialled, Is.EqualTo(1));
    }

    [Test]
    public void SameState_IsToldOnce()
    {
        var fixture = new RealtimeFixture().Connect();
        var states = fixture.Observe(fixture.Manager.ConnectionChanges);
        _ = fixture.ResultOf(fixture.Manager.Close());
        fixture.Dispose();

        Assert.That(states.Values, Is.EqualTo(new ConnectionState[] { new ConnectionState.Connected("socket-1", IsRecovered: false), new ConnectionState.Closed() }));
        Assert.That(states.IsCompleted, Is.True);
    }

    [Test]
    public void Dispose_InsideOnNext_IsFine()
    {
        var fixture = new RealtimeFixture();
        var messages = fixture.Observe(fixture.Manager.On("x").Do(_ => fixture.Manager.Dispose()));
        fixture.Server.Last.Send("""42["x",1]""");
        fixture.Server.Last.Send("""42["x",2]""");
        fixture.Settle();
        fixture.Dispose();

        Assert.That((messages.Values.Count, messages.IsCompleted), Is.EqualTo((1, true)));
        messages.Verify();
    }

    [Test]
    public void RandomNumbersThatFail_DoNotKeepTheConnectionFromComingBack()
    {
        using var fixture = new RealtimeFixture(change: options => options with { Random = () => throw new NotSupportedException("random") });
        fixture.Connect();
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(1));

        Assert.That(fixture.Manager.SocketId, Is.EqualTo("socket-2"));
        Assert.That(fixture.Log.Errors.Select(entry => entry.Id), Is.EqualTo(new[] { 1305 }));
    }

    private static List<double> Waits(int attempts, Exception failure)
    {
        using var fixture = new RealtimeFixture();
        fixture.Server.Failure = failure;
        _ = fixture.Observe(fixture.Manager.On("x"));
        var times = new List<long>();
        for (var dialled = fixture.Server.Dialled; times.Count < attempts;)
        {
            fixture.Advance(TimeSpan.FromMilliseconds(10));
            if (fixture.Server.Dialled == dialled) continue;
            dialled = fixture.Server.Dialled;
            times.Add(fixture.Scheduler.Clock);
        }

        return [.. times.Zip(times.Skip(1), (a, b) => TimeSpan.FromTicks(b - a).TotalSeconds)];
    }
}
