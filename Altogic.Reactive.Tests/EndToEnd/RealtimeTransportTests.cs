using System.Net.WebSockets;
using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Internal.EngineIO;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Which way a connection goes when not all of them are open, with the default transport.</summary>
public sealed class RealtimeTransportTests
{
    private readonly RequestCounter _polls = new();

    [Test]
    public async Task HandshakeThatBreaks_IsPollingForAWhileOnly()
    {
        await using var backend = await BackendFixture.StartAsync();
        var asked = 0;
        using var client = Create(backend, (address, cancellation) => Interlocked.Increment(ref asked) == 1
            ? throw new WebSocketException("reset")
            : DefaultWebSocket.ConnectAsync(address, cancellation));
        var received = client.Realtime.On<int>("n").Replay();
        using var observing = received.Connect();
        for (var i = 0; i < 50; i++) await client.Realtime.Broadcast("n", i).ShouldSucceed();
        await client.OverWebSocket();

        Assert.That((await received.Soon(50)).Select(r => r.Data), Is.EqualTo(Enumerable.Range(0, 50)), "none lost on the way");
        Assert.That(_polls.Count, Is.Positive);
    }

    [Test]
    public async Task WebSocketsThatAreNeverToBeHad_LeaveTheSessionWhereItIs()
    {
        await using var backend = await BackendFixture.StartAsync();
        using var client = Create(backend, (_, _) => throw new WebSocketException("a proxy does not like them"));
        var received = client.Realtime.On<int>("n").Soon(50);
        for (var i = 0; i < 50; i++) await client.Realtime.Broadcast("n", i).ShouldSucceed();

        Assert.That((await received).Select(r => r.Data), Is.EqualTo(Enumerable.Range(0, 50)));
        Assert.That(client.Realtime.Session.Connection.IsWebSocket, Is.False);
    }

    [Test]
    public async Task CloseAndConnect_WhileTheWebSocketOpens_AsksForAWebSocketAgain()
    {
        await using var backend = await BackendFixture.StartAsync();
        var opening = new TaskCompletionSource();
        using var client = Create(backend, async (address, cancellation) =>
        {
            if (opening.TrySetResult()) await new TaskCompletionSource().Task.WaitAsync(cancellation);
            return await DefaultWebSocket.ConnectAsync(address, cancellation);
        });
        using var first = client.Realtime.Connect().Subscribe();
        await opening.Task;
        await client.Realtime.Close().ShouldSucceed();
        await client.Realtime.Connect().ShouldSucceed();

        Assert.That((client.Realtime.Session.Connection.IsWebSocket, _polls.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Crowd_ThatIsTurnedAway_ComesBackForWebSockets_AndDoesNotPoll()
    {
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions
        {
            Realtime = new RealtimeSettings { ConnectionsPerSecond = 20, ConnectionBurst = 5 },
        });
        var clients = Enumerable.Range(0, 20).Select(_ => Create(backend, factory: null)).ToList();
        await Task.WhenAll(clients.Select(client => client.Realtime.Connect().ShouldSucceed()));
        var attempts = clients.Select(client => client.Realtime.Session.Connection.IsWebSocket).ToList();
        clients.ForEach(client => client.Dispose());

        Assert.That(attempts, Is.All.True);
        Assert.That(_polls.Count, Is.Zero, "who was turned away does not ask twice");
    }

    [Test]
    public async Task MessageLargerThanTheClientTakes_IsAGap_AndWhatFollowsArrives()
    {
        await using var backend = await BackendFixture.StartAsync();
        using var client = new AltogicClient(backend.Url, backend.ClientKey, new AltogicClientOptions
        {
            MaxAnswerBytes = 100_000,
            Realtime = new RealtimeOptions { ReconnectionDelay = TimeSpan.FromMilliseconds(10) },
        });
        using var sender = new AltogicClient(backend.Url, backend.ClientKey);
        var small = client.Realtime.On<string>("small").Soon();
        var gap = client.Realtime.Gaps.Soon();
        await client.Realtime.Connect().ShouldSucceed();
        await sender.Realtime.Broadcast("large", new string('x', 200_000)).ShouldSucceed();

        Assert.That((await gap).Channel, Is.Null);
        await client.Realtime.Connected();
        await sender.Realtime.Broadcast("small", "after").ShouldSucceed();
        Assert.That((await small).Data, Is.EqualTo("after"));
    }

    private AltogicClient Create(BackendFixture backend, Func<Uri, CancellationToken, Task<WebSocket>>? factory) =>
        new(backend.Url, backend.ClientKey, new AltogicClientOptions
        {
            HttpMessageHandler = _polls,
            Realtime = new RealtimeOptions { WebSocketFactory = factory, ReconnectionDelay = TimeSpan.FromMilliseconds(100) },
        });

    /// <summary>Counts HTTP requests; WebSockets go another way.</summary>
    private sealed class RequestCounter() : DelegatingHandler(new HttpClientHandler())
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
