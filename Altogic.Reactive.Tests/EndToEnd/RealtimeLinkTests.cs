using System.Reactive.Linq;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Our client and our backend over a link that is slow, late, or dead without a word.</summary>
public sealed class RealtimeLinkTests
{
    private static readonly RealtimeOptions Fast = new()
    {
        ReconnectionDelay = TimeSpan.FromMilliseconds(1),
        MaxReconnectionDelay = TimeSpan.FromMilliseconds(10),
        Transport = RealtimeTransport.WebSocketOnly,
    };

    [Test]
    public async Task HalfOpenConnection_IsLeftAfterThePingTimeout_AndNothingIsLost()
    {
        await using var backend = await StartAsync(interval: 300, timeout: 300);
        await using var proxy = FaultProxy.To(backend.Url);
        using var client = Create(proxy.Url, backend.ClientKey);
        using var direct = Create(backend.Url, backend.ClientKey);
        var received = client.Realtime.On<int>("x").Soon(3);
        var arrived = direct.Realtime.OnAny().Where(message => message.Event != "x").TakeUntil(message => message.Event == "end").ToList().Soon();
        var gaps = new RxContractChecker<Gap>();
        using var watching = client.Realtime.Gaps.Subscribe(gaps);
        await client.Realtime.Connect().ShouldSucceed();
        await direct.Realtime.Connect().ShouldSucceed();
        var noticed = client.Realtime.ConnectionChanges.OfType<ConnectionState.Connecting>().Soon(state => state.Cause is not null);

        proxy.ForgetConnections();
        for (var i = 1; i <= 3; i++) await direct.Realtime.Broadcast("x", i).ShouldSucceed();
        var stuck = client.Realtime.Broadcast("y", 1).ShouldSucceed();

        Assert.That((await noticed).Cause!.Kind, Is.EqualTo(ErrorKind.Timeout), "nobody has closed anything");
        Assert.That((await received).Select(r => r.Data), Is.EqualTo(new[] { 1, 2, 3 }));
        await stuck.WaitAsync(RealtimeTesting.Limit);
        await client.Realtime.Broadcast("end", null).ShouldSucceed();
        Assert.That((await arrived).Select(message => message.Event), Is.EqualTo(new[] { "y", "end" }), "sent once more, and done once");
        Assert.That(gaps.Values, Is.Empty);
        gaps.Verify();
    }

    [Test]
    public async Task LateLink_KeepsOrder_AndIsNotTakenForADeadOne()
    {
        await using var backend = await StartAsync(interval: 100, timeout: 2000);
        await using var proxy = FaultProxy.To(backend.Url);
        proxy.Delay = TimeSpan.FromMilliseconds(150);
        using var client = Create(proxy.Url, backend.ClientKey);
        var states = new RxContractChecker<ConnectionState>();
        using var watching = client.Realtime.ConnectionChanges.Subscribe(states);
        var received = client.Realtime.On<int>("x").Soon(1000);
        await client.Realtime.Connect().ShouldSucceed();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => client.Realtime.Broadcast("x", number).ShouldSucceed()));
        // each of these takes twice the delay, so that several pings are answered late
        for (var i = 0; i < 5; i++) await client.Realtime.Broadcast("y", i).ShouldSucceed();

        Assert.That((await received).Select(r => r.Data), Is.EqualTo(Enumerable.Range(0, 1000)));
        Assert.That(states.Values.Count(state => state is ConnectionState.Connected), Is.EqualTo(1));
        states.Verify();
    }

    [Test]
    public async Task SlowLink_BringsLargeMessagesWhole()
    {
        await using var backend = await BackendFixture.StartAsync();
        await using var proxy = FaultProxy.To(backend.Url);
        proxy.BytesPerSecond = 24 * 1024;
        using var client = Create(proxy.Url, backend.ClientKey);
        string[] texts = [new string('ş', 6000), "small", new string('x', 9000)];
        var received = client.Realtime.On<string>("x").Soon(texts.Length);
        await Task.WhenAll(texts.Select(text => client.Realtime.Broadcast("x", text).ShouldSucceed()));

        Assert.That((await received).Select(r => r.Data), Is.EqualTo(texts));
    }

    [Test]
    public async Task ClientThatStaysTooSlow_IsCutOff_AndGetsAllOfItWhenItsLinkIsBetter()
    {
        const int size = 100_000;
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions
        {
            Realtime = new RealtimeSettings { QueueBytes = 5 * size },
        });
        await using var proxy = FaultProxy.To(backend.Url);
        proxy.BytesPerSecond = 4 * 1024;
        using var slow = Create(proxy.Url, backend.ClientKey);
        using var sender = Create(backend.Url, backend.ClientKey);
        var received = slow.Realtime.Channel("room").On<string>("x").Replay();
        using var observing = received.Connect();
        var gaps = new RxContractChecker<Gap>();
        using var watching = slow.Realtime.Gaps.Subscribe(gaps);
        await slow.Realtime.Connect().ShouldSucceed();
        await slow.Realtime.Join("room").ShouldSucceed();
        proxy.BytesPerSecond = 0;

        // what the backend has taken for the slow one: its queue, and what the system holds for the socket
        var sent = 0;
        var lost = slow.Realtime.ConnectionChanges.OfType<ConnectionState.Connecting>().Soon();
        for (; sent < 200 && !lost.IsCompleted; sent++)
        {
            await sender.Realtime.Send("room", "x", sent + new string('x', size)).ShouldSucceed();
            if (await MembersAsync(backend) == 0) break;
        }

        Assert.That(sent, Is.LessThan(150), "cut off, not buffered for ever");
        await lost;
        await slow.Realtime.Connected();
        await sender.Realtime.Send("room", "x", "end").ShouldSucceed();
        var all = await received.TakeUntil(result => result.Data == "end").ToList().Soon();
        Assert.That(all.Select(r => r.Data!.TrimEnd('x')), Is.EqualTo(Enumerable.Range(0, all.Count - 1).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append("end")));
        Assert.That((all.Count, gaps.Values.Count), Is.EqualTo((sent + 2, 0)));
        gaps.Verify();
    }

    private static async Task<int> MembersAsync(BackendFixture backend) => ((JsonArray)(await backend.PostAsync(
        "/_api/rest/v1/realtime/get-members", new JsonObject { ["channel"] = "room" })).Json!).Count;

    private static Task<BackendFixture> StartAsync(int interval, int timeout) => BackendFixture.StartAsync(new AltogicBackendOptions
    {
        Realtime = new RealtimeSettings { PingInterval = TimeSpan.FromMilliseconds(interval), PingTimeout = TimeSpan.FromMilliseconds(timeout) },
    });

    private static AltogicClient Create(string url, string key) => new(url, key, new AltogicClientOptions { Realtime = Fast });
}
