using System.Net.WebSockets;
using System.Reactive.Linq;
using System.Text;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>
/// What other clients have been seen to stumble over, on real sockets. The same with the time in hand is in <see cref="ConnectionTests"/>,
/// against a real server in SocketIoServerTests.
/// </summary>
public sealed class TrapTests
{
    private const int Many = 100_000;

    private static readonly RealtimeOptions Fast = new()
    {
        ReconnectionDelay = TimeSpan.FromMilliseconds(1),
        MaxReconnectionDelay = TimeSpan.FromMilliseconds(5),
        Timeout = TimeSpan.FromSeconds(30),
        Transport = RealtimeTransport.WebSocketOnly,
    };

    [Test]
    public async Task ServerThatClosesBeforeItAnswersConnect_IsTriedAgain_ForEver()
    {
        await using var server = SocketServer.Run(async peer =>
        {
            if (peer.Number < 8)
            {
                if (peer.Number % 2 == 0) await peer.SendAsync(SocketServer.Handshake);
                if (peer.Number % 3 == 0) peer.Reset();
                return;
            }

            await peer.AcceptAsync();
            await peer.Over;
        });
        using var client = RealtimeTesting.CreateClient(server.Url, Fast);

        await client.Realtime.Connect().ShouldSucceed();
        Assert.That((server.Connections, client.Realtime.SocketId), Is.EqualTo((8, "socket-8")));
    }

    [Test]
    public async Task ServerThatNeverSpeaks_IsLeftInTime()
    {
        await using var server = SocketServer.Run(async peer =>
        {
            if (peer.Number > 1) await peer.AcceptAsync();
            await peer.Over;
        });
        using var client = RealtimeTesting.CreateClient(server.Url, Fast with { Timeout = TimeSpan.FromMilliseconds(300) });
        var states = client.Realtime.ConnectionChanges.TakeUntil(state => state is ConnectionState.Connected).ToList().Soon();
        using var subscription = client.Realtime.On("x").Subscribe();

        Assert.That((await states).OfType<ConnectionState.Connecting>().Select(s => s.Cause?.Kind), Has.Member(ErrorKind.Timeout));
    }

    [TestCase("42[\"x\",")]
    [TestCase("42{}")]
    [TestCase("44{\"data\":1}")]
    [TestCase("")]
    [TestCase("9")]
    public async Task BadFrame_IsTheEndOfThatConnectionOnly(string frame)
    {
        await using var server = SocketServer.Run(async peer =>
        {
            await peer.AcceptAsync();
            await peer.SendAsync(peer.Number == 1 ? frame : """42["x",{"channel":null,"message":"after"}]""");
            await peer.Over;
        });
        using var client = RealtimeTesting.CreateClient(server.Url, Fast);

        Assert.That((await client.Realtime.On<string>("x").Soon()).Data, Is.EqualTo("after"));
        Assert.That(server.Connections, Is.EqualTo(2));
    }

    [Test]
    public async Task ObserversThatComeAndGo_CostOthersNothing_InAHundredThousandMessages()
    {
        using var start = new SyncPoint();
        await using var server = SocketServer.Run(async peer =>
        {
            await peer.AcceptAsync();
            await start.WaitAsync();
            for (var i = 0; i < Many; i++) await peer.SendAsync($$"""42["n",{"channel":null,"message":{{i}}}]""");
            await peer.Over;
        });
        using var client = new AltogicClient(server.Url, "key", new AltogicClientOptions
        {
            Realtime = Fast with { ObserverQueueCapacity = Many },
        });
        var checker = new RxContractChecker<Result<int>>();
        var all = client.Realtime.On<int>("n").Do(checker.OnNext).Take(Many).Soon(Many);
        using var stop = new CancellationTokenSource();
        var (rounds, before) = (0, 0);
        var others = Task.Run(() =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                Volatile.Write(ref rounds, round);
                using var named = client.Realtime.On("n").Subscribe();
                using var another = client.Realtime.On("other" + (round % 50)).Subscribe();
                using var any = client.Realtime.OnAny().Subscribe();
            }
        });
        await start.Reached;
        await Eventually.HoldsAsync(() => (before = Volatile.Read(ref rounds)) > 0);
        start.Release();

        Assert.That((await all).Select(r => r.Data), Is.EqualTo(Enumerable.Range(0, Many)));
        await stop.CancelAsync();
        await others;
        Assert.That(rounds, Is.GreaterThan(before), "they came and went meanwhile");
        checker.Verify();
        Assert.That(client.Realtime.Session.Router.ObserverCount, Is.Zero);
    }

    [Test]
    public async Task LargeMessages_InManyFrames_CostAFewTimesTheirSize()
    {
        var text = "\"" + new string('ş', 5_000_000) + "\"";
        var frame = Encoding.UTF8.GetBytes("42[\"big\",{\"channel\":null,\"message\":" + text + "}]");
        using var start = new SyncPoint();
        await using var server = SocketServer.Run(async peer =>
        {
            await peer.AcceptAsync();
            await start.WaitAsync();
            for (var at = 0; at < frame.Length; at += 16_000)
            {
                var end = Math.Min(at + 16_000, frame.Length);
                await peer.SendAsync(frame[at..end], WebSocketMessageType.Text, end == frame.Length);
            }

            await peer.SendAsync("""451-["bin",{"_placeholder":true,"num":0}]""");
            await peer.SendAsync(new byte[20_000_000], WebSocketMessageType.Binary);
            await peer.Over;
        });
        using var client = RealtimeTesting.CreateClient(server.Url, Fast);
        var bin = client.Realtime.On("bin").Soon();
        var big = client.Realtime.On("big").Soon();
        var before = GC.GetTotalAllocatedBytes();
        start.Release();
        var message = await big;
        var binary = await bin;
        var allocated = GC.GetTotalAllocatedBytes() - before;

        Assert.That(message.As<string>().Data, Has.Length.EqualTo(5_000_000));
        Assert.That(binary.As<byte[]>().Data, Has.Length.EqualTo(20_000_000));
        Assert.That(allocated, Is.LessThan(10L * (frame.Length + 20_000_000)), "doubling, not growing by steps");
    }

    [Test]
    public async Task MessageLargerThanTheLimit_EndsTheConnection()
    {
        await using var server = SocketServer.Run(async peer =>
        {
            await peer.AcceptAsync();
            await peer.SendAsync(peer.Number == 1 ? $"42[\"x\",\"{new string('x', 20_000)}\"]" : """42["x","small"]""");
            await peer.Over;
        });
        using var client = new AltogicClient(server.Url, "key", new AltogicClientOptions { Realtime = Fast, MaxAnswerBytes = 10_000 });

        Assert.That((await client.Realtime.On<string>("x").Soon()).Data, Is.EqualTo("small"));
    }

    [Test]
    public async Task KeptMessages_StayWhatTheyWere_WhateverComesLater()
    {
        const int count = 20_000;
        await using var server = SocketServer.Run(async peer =>
        {
            await peer.AcceptAsync();
            for (var i = 0; i < count; i++) await peer.SendAsync($$"""42["n",{"channel":"room-{{i}}","message":{{i}}}]""");
            await peer.Over;
        });
        using var client = new AltogicClient(server.Url, "key", new AltogicClientOptions { Realtime = Fast with { ObserverQueueCapacity = count } });
        var kept = new List<RealtimeMessage>();
        var all = client.Realtime.On("n").Do(message =>
        {
            if (message.As<int>().Data % 7 == 0) kept.Add(message);
            if (message.As<int>().Data % 2000 == 0) GC.Collect();
        }).Soon(count);
        await all;
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.That(kept.Select(message => (message.As<int>().Data, message.Channel)), Is.EqualTo(
            Enumerable.Range(0, count).Where(i => i % 7 == 0).Select(i => (i, "room-" + i))));
    }

    [Test]
    public async Task FactoryThatFails_IsAskedAgain()
    {
        await using var server = SocketServer.Run(async peer =>
        {
            await peer.AcceptAsync();
            await peer.Over;
        });
        var asked = new List<string>();
        using var client = RealtimeTesting.CreateClient(server.Url, Fast with
        {
            WebSocketFactory = async (address, cancellation) =>
            {
                asked.Add(address.ToString());
                if (asked.Count == 1) throw new NotSupportedException("factory");
                if (asked.Count == 2) return null!;
                var socket = new ClientWebSocket();
                await socket.ConnectAsync(address, cancellation);
                return socket;
            },
        });

        await client.Realtime.Connect().ShouldSucceed();
        Assert.That(asked, Has.Count.EqualTo(3).And.All.StartsWith("ws://127.0.0.1").And.All.EndsWith("/socket.io/?EIO=4&transport=websocket"));
    }

    [Test]
    public async Task DisposedClient_IsGoneAtTheServer_AlsoWhileItConnects()
    {
        var (come, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = SocketServer.Run(async peer =>
        {
            come.SetResult();
            try
            {
                await peer.SendAsync(SocketServer.Handshake);
                await peer.GoneAsync();
            }
            finally
            {
                gone.SetResult();
            }
        });
        var client = RealtimeTesting.CreateClient(server.Url, Fast);
        using var subscription = client.Realtime.On("x").Subscribe();
        await come.Task;
        client.Dispose();

        await gone.Task.WaitAsync(RealtimeTesting.Limit);
    }

    [Test]
    public async Task AnyFrames_NeverStopTheClient()
    {
        var random = new Random(7);
        const int evil = 300;
        await using var server = SocketServer.Run(async peer =>
        {
            if (peer.Number > evil)
            {
                await peer.AcceptAsync();
                await peer.SendAsync("""42["end",1]""");
                await peer.Over;
                return;
            }

            if (random.Next(10) > 0) await peer.SendAsync(SocketServer.Handshake);
            if (random.Next(10) > 0) await peer.SendAsync("""40{"sid":"s"}""");
            for (var i = random.Next(6); i >= 0; i--)
            {
                var text = HostilePolls.Junk(random);
                if (random.Next(4) == 0) await peer.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Binary);
                else await peer.SendAsync(text);
            }
        });
        using var client = RealtimeTesting.CreateClient(server.Url, Fast);
        await GetToTheEndAsync(client);
        Assert.That(server.Connections, Is.GreaterThan(evil));
    }

    [Test]
    public async Task AnyAnswersToPolls_NeverStopTheClient()
    {
        const int evil = 300;
        using var server = new HostilePolls(seed: 8, evil);
        using var client = new AltogicClient("http://stub.test", "client-key-1", new AltogicClientOptions
        {
            HttpMessageHandler = server,
            Realtime = Fast with { Transport = RealtimeTransport.PollingOnly },
        });
        await GetToTheEndAsync(client);
        Assert.That(server.Sessions, Is.GreaterThan(evil));
    }

    /// <summary>Observes everything, comes back whenever it is dismissed, and is done when a server behaves.</summary>
    private static async Task GetToTheEndAsync(AltogicClient client)
    {
        using var any = client.Realtime.OnAny().Subscribe(message => _ = message.As<Newtonsoft.Json.Linq.JToken>());
        using var dismissed = client.Realtime.ConnectionChanges.OfType<ConnectionState.Disconnected>().Where(state => state.Error is not null)
            .SelectMany(_ => client.Realtime.Connect()).Subscribe();
        await client.Realtime.On("end").Soon();
    }
}
