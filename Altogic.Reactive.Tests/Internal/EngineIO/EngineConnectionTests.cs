using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.EngineIO;

/// <summary>One Engine.IO session in virtual time: it opens, lives on pings, and ends once for one reason.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineConnectionTests : IEngineEvents, IEngineDialer, IDisposable
{
    private readonly TestScheduler _scheduler = new();
    private FakeTransport _transport = new();
    private readonly List<string> _told = [];
    private readonly Queue<string> _toSend = new();
    private readonly EngineConnection _connection;
    private Exception? _dialFailure;
    private bool _isIdleTold;
    private bool _wasIdleTold;

    public EngineConnectionTests() =>
        _connection = new EngineConnection(this, this, _scheduler, timeout: TimeSpan.FromSeconds(20), goodbye: TimeSpan.FromSeconds(1));

    [Test]
    public void OpenPacket_IsToldOnce_ThenMessages()
    {
        Open();
        _transport.Send("4hello");

        Assert.That(_told, Is.EqualTo(new[] { "opened e1", "hello" }));
    }

    [Test]
    public void DialThatFails_IsTheCause()
    {
        _dialFailure = new IOException("no way");
        _connection.Start();

        Assert.That(_told, Is.EqualTo(new[] { "closed Failed no way" }));
    }

    [TestCase("4early", "closed ParseError a message before the open packet")]
    [TestCase("0{}", "closed ParseError not one usable open packet")]
    [TestCase("3", "closed ParseError a packet that only clients send")]
    [TestCase("1", "closed ClosedByServer ")]
    public void FirstPacket_ThatIsNoHandshake_EndsTheSession(string packet, string told)
    {
        _connection.Start();
        _transport.Send(packet);

        Assert.That(_told, Is.EqualTo(new[] { told }));
        Assert.That(_transport.IsDisposed, Is.True);
    }

    [Test]
    public void SecondOpenPacket_EndsTheSession()
    {
        Open();
        _transport.Send(FakeDialer.Handshake);

        Assert.That(_told[^1], Does.StartWith("closed ParseError"));
    }

    [Test]
    public void Pings_AreAnsweredWithTheirData_AndKeepTheSessionAlive()
    {
        Open();
        for (var i = 0; i < 5; i++)
        {
            _scheduler.AdvanceBy(TimeSpan.FromSeconds(44));
            _transport.Send("2" + i);
        }

        Assert.That(_transport.Written, Is.EqualTo(new[] { "30", "31", "32", "33", "34" }));
        Assert.That(_transport.Trims, Is.EqualTo(5), "memory that was not needed since the last ping is let go");
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(45));
        Assert.That(_told[^1], Is.EqualTo("closed PingTimeout "));
    }

    [Test]
    public void End_IsToldOnce_WhateverElseGoesWrong()
    {
        Open();
        _transport.Break(new IOException("first"));
        _connection.Close(CloseCause.ClosedHere);
        _scheduler.AdvanceBy(TimeSpan.FromMinutes(5));

        Assert.That(_told.Skip(1), Is.EqualTo(new[] { "closed Failed first" }));
    }

    [Test]
    public void WriteThatFails_EndsTheSession()
    {
        Open();
        _transport.OnWritten = (_, _) => throw new IOException("full");
        _toSend.Enqueue("x");
        _connection.Pump();

        Assert.That(_told[^1], Is.EqualTo("closed Failed full"));
    }

    [Test]
    public void OneWriterAtATime_TakesWhatCameMeanwhile()
    {
        Open();
        var gate = new TaskCompletionSource();
        _transport.Gate = gate.Task;
        _toSend.Enqueue("a");
        FakeTransport.Inline(_connection.Pump);
        _toSend.Enqueue("b");
        _connection.Pump();
        _connection.SendControl(EnginePacketType.Pong, "now"u8);
        Assert.That(_transport.Written, Is.Empty);
        FakeTransport.Inline(gate.SetResult);

        Assert.That(_transport.Written, Is.EqualTo(new[] { "4a", "3now", "4b" }), "control packets do not wait behind messages");
    }

    [Test]
    public void Leave_SaysGoodbye_ThenClosesPolitely_AndDoesNotWaitForEver()
    {
        Open();
        _toSend.Enqueue("never");
        _connection.Leave("1"u8);

        Assert.That((_transport.Written.Single(), _transport.IsClosedPolitely), Is.EqualTo(("41", true)));
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.That(_told[^1], Is.EqualTo("closed ClosedHere "));
    }

    [Test]
    public void Leave_BeforeItIsOpen_EndsItAtOnce()
    {
        _connection.Start();
        _connection.Leave("1"u8);

        Assert.That((_told.Single(), _transport.Written.Count), Is.EqualTo(("closed ClosedHere ", 0)));
    }

    [Test]
    public void TransportThatOpensTooLate_IsDisposed()
    {
        _connection.Close(CloseCause.OpenTimeout);
        _connection.Start();

        Assert.That((_transport.IsDisposed, string.Join(", ", _told)), Is.EqualTo((true, "took too long, closed OpenTimeout ")));
    }

    [Test]
    public void LastSign_IsTheTimeOfTheLastPause()
    {
        Open();
        var before = _connection.LastSign;
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(3));
        _transport.Send("4x");
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(3));
        _transport.Idle();

        Assert.That(_connection.LastSign - before, Is.EqualTo(TimeSpan.FromSeconds(3)), "a pause without a message is no sign");
    }

    [Test]
    public void End_LetsGoOfWhatWasReceived_BeforeItIsTold([Values] bool isFromOutside)
    {
        Open();
        _transport.SendFirst("4x");
        _isIdleTold = false;
        if (isFromOutside) _connection.Close(CloseCause.PingTimeout);
        else _transport.End();

        Assert.That(_told.Last(), Does.StartWith("closed"));
        Assert.That(_wasIdleTold, Is.True);
    }

    [Test]
    public void TransportThatThrowsWhenItIsGivenUp_EndsAllTheSame_AndIsReported()
    {
        var transport = new FakeTransport { DisposeFailure = new NotSupportedException("my socket") };
        _transport = transport;
        Open();
        transport.End();

        Assert.That(_told.Skip(1), Is.EqualTo(new[] { "failed my socket", "closed ClosedByServer " }));
    }

    [Test]
    public void Goodbye_IsNotProlongedByAPing()
    {
        Open();
        _connection.Leave(default);
        _transport.Send("2");
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.That(_told.Last(), Is.EqualTo("closed ClosedHere "));
    }

    [Test]
    public void Pings_FasterThanTheyCanBeAnswered_EndTheConnection()
    {
        var gate = new TaskCompletionSource();
        Open();
        _transport.Gate = gate.Task;
        for (var i = 0; i < 65; i++) _transport.Send("2");
        Assert.That(_told, Has.Count.EqualTo(1), "the first is being written, and 64 wait");
        _transport.Send("2");

        Assert.That(_told.Last(), Is.EqualTo("closed ParseError more pings than can be answered"));
        gate.SetResult();
    }

    public void Dispose() => _connection.Dispose();

    Task<IEngineTransport> IEngineDialer.DialAsync(CancellationToken cancellation) =>
        _dialFailure is null ? Task.FromResult<IEngineTransport>(_transport) : Task.FromException<IEngineTransport>(_dialFailure);

    void IEngineDialer.TookTooLong() => _told.Add("took too long");

    WebSocketTransport? IEngineDialer.CreateUpgrade(string sid) => null;

    void IEngineEvents.Opened(EngineHandshake handshake) => _told.Add("opened " + handshake.Sid);

    bool IEngineEvents.Received(in EnginePacket message, ReceiveSlab slab)
    {
        _told.Add(System.Text.Encoding.UTF8.GetString(message.Data.Span));
        return false;
    }

    bool IEngineEvents.TryTake(FrameBatch batch, int enough, bool isPolling)
    {
        if (!_toSend.TryDequeue(out var text)) return false;
        batch.Add(EnginePacketType.Message, System.Text.Encoding.UTF8.GetBytes(text));
        return true;
    }

    void IEngineEvents.Written()
    {
    }

    void IEngineEvents.Idle() => _isIdleTold = true;

    void IEngineEvents.Failed(Exception exception) => _told.Add("failed " + exception.Message);

    void IEngineEvents.Closed(CloseCause cause)
    {
        _told.Add($"closed {cause.Reason} {cause.Exception?.Message ?? cause.Detail}");
        _wasIdleTold = _isIdleTold;
    }

    private void Open()
    {
        _connection.Start();
        _transport.Send(FakeDialer.Handshake);
    }
}
