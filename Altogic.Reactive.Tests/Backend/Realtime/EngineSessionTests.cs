using System.Text;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Tests.Protocol;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>A session between its transports and its handler.</summary>
public sealed class EngineSessionTests
{
    private const int MaxPayload = 100;

    [Test]
    public async Task ClosingSession_TellsEverythingThatWaits_BeforeItsGoodBye()
    {
        var (server, session) = Open(new RecordingHandler());
        foreach (var letter in "abcde") session.Send(OutboundMessage.Text(Encoding.ASCII.GetBytes("4" + new string(letter, 70))));
        session.Send(OutboundMessage.Text("441"u8));
        session.Close("session ended");
        var answers = new List<string>();
        while (server.Find(session.Id) is not null) answers.Add(await PollAsync(session));

        Assert.That(answers, Has.Count.GreaterThan(1), "more than one answer may hold");
        Assert.That(
            string.Join('\u001e', answers).Split('\u001e').Select(packet => packet[..Math.Min(2, packet.Length)]),
            Is.EqualTo(new[] { "4a", "4b", "4c", "4d", "4e", "44", "1" }));
        Assert.That(answers[^1], Does.EndWith("441\u001e1"));
    }

    [Test]
    public async Task ClosingSession_GivesUpOnAClientThatDoesNotComeForTheRest()
    {
        var time = new ManualTimers();
        var (server, session) = Open(new RecordingHandler(), time);
        for (var i = 0; i < 5; i++) session.Send(OutboundMessage.Text(Encoding.ASCII.GetBytes("4" + new string('x', 70))));
        session.Close("session ended");
        Assert.That(await PollAsync(session), Does.EndWith("x"), "there is more");
        time.Advance(new RealtimeSettings().CloseTimeout);
        Assert.That(server.Count, Is.Zero);
        using var output = new PooledBuffer();
        Assert.That(await session.PollAsync(output, default), Is.EqualTo(EngineError.SessionUnknown));
    }

    [Test]
    public void Handler_IsCalledOneMessageAtATime_WhicheverTransportBringsThem()
    {
        var handler = new RecordingHandler();
        var (_, session) = Open(handler);
        var other = new Thread(() => session.ReceiveBody("4b"u8.ToArray()));
        handler.Meanwhile = () =>
        {
            handler.Meanwhile = () => { };
            other.Start();
            while (handler.Messages == 1 && !other.ThreadState.HasFlag(ThreadState.WaitSleepJoin)) Thread.Yield();
        };
        session.Receive(new EnginePacket(EnginePacketType.Message, "a"u8.ToArray()));
        other.Join();
        Assert.That((handler.Messages, handler.Overlaps), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task HandlerThatFails_AfterAnUpgrade_EndsTheSession()
    {
        var handler = new RecordingHandler();
        await using var engine = await EngineFixture.StartAsync(handler: _ => handler);
        var sid = await engine.Polling.OpenAsync();
        using var socket = await engine.UpgradeAsync(sid);
        await socket.SendAsync("2probe");
        Assert.That(await socket.ReceiveAsync(), Is.EqualTo("3probe"));
        await socket.SendAsync("5");
        handler.Meanwhile = () => throw new InvalidOperationException("broken");
        await socket.SendAsync("4x");
        await handler.Closed.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(engine.Server.Find(sid), Is.Null);
    }

    private static (EngineServer Server, EngineSession Session) Open(IEngineHandler handler, ManualTimers? time = null)
    {
        var server = new EngineServer(
            new RealtimeSettings(), MaxPayload, time ?? new ManualTimers(), NullLogger<EngineServer>.Instance, (_, _) => handler);
        return (server, server.Open(new EngineOrigin(null))!);
    }

    private static async Task<string> PollAsync(EngineSession session)
    {
        using var output = new PooledBuffer();
        Assert.That(await session.PollAsync(output, default), Is.Null);
        return Encoding.UTF8.GetString(output.Written.Span);
    }

    /// <summary>Notices when it is called while it is being called.</summary>
    private sealed class RecordingHandler : IEngineHandler
    {
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _inside;
        private int _messages;

        public int Messages => Volatile.Read(ref _messages);

        public int Overlaps { get; private set; }

        /// <summary>What happens while a message is taken.</summary>
        public Action Meanwhile { get; set; } = () => { };

        public Task Closed => _closed.Task;

        public bool OnMessage(in EnginePacket message)
        {
            if (Interlocked.Increment(ref _inside) > 1) Overlaps++;
            Interlocked.Increment(ref _messages);
            Meanwhile();
            Interlocked.Decrement(ref _inside);
            return true;
        }

        public void OnClosed(string reason) => _closed.TrySetResult();
    }
}
