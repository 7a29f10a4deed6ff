using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Our client and our backend with a bad network between them.</summary>
public sealed class RealtimeFaultTests
{
    private static readonly RealtimeOptions Fast = new()
    {
        ReconnectionDelay = TimeSpan.FromMilliseconds(1),
        MaxReconnectionDelay = TimeSpan.FromMilliseconds(10),
        ObserverQueueCapacity = 100_000,
        Transport = RealtimeTransport.WebSocketOnly,
    };

    private static readonly RealtimeSettings Unlimited = new()
    {
        ConnectionsPerSecond = 1_000_000,
        ConnectionBurst = 1_000_000,
        EventsPerSecond = 1_000_000,
        EventBurst = 1_000_000,
    };

    [Test]
    public async Task AThousandCuts_WhileTenSend_LoseNothingAndDoubleNothing()
    {
        const int cuts = 1000;
        const int senders = 10;
        await using var backend = await BackendFixture.StartAsync();
        await using var proxy = FaultProxy.To(backend.Url);
        using var sender = Create(proxy.Url, backend.ClientKey);
        using var receiver = Create(proxy.Url, backend.ClientKey);
        var room = receiver.Realtime.Channel("room");
        var gaps = new RxContractChecker<Gap>();
        using var watching = receiver.Realtime.Gaps.Subscribe(gaps);
        var checker = new RxContractChecker<Result<int[]>>();
        using var observing = room.On<int[]>("n").Subscribe(checker);
        var end = room.On("end").FirstAsync().ToTask();
        await sender.Realtime.Connect().ShouldSucceed();
        await receiver.Realtime.Connect().ShouldSucceed();
        await room.Join().ShouldSucceed();
        for (var round = 0; round < cuts; round++)
        {
            await Task.WhenAll(sender.Realtime.Connected(), receiver.Realtime.Connected());
            var current = round;
            if (current % 3 == 1) proxy.CutAtNext(ProxySide.Client);
            if (current % 3 == 2) proxy.CutAtNext(ProxySide.Server);
            var sending = Enumerable.Range(0, senders)
                .Select(number => sender.Realtime.Send("room", "n", new[] { number, current }).ShouldSucceed()).ToList();
            if (current % 3 == 0) proxy.Cut();
            await Task.WhenAll(sending).WaitAsync(RealtimeTesting.Limit);
        }

        await sender.Realtime.Send("room", "end", null).ShouldSucceed();
        await end.WaitAsync(RealtimeTesting.Limit);
        var seen = checker.Values.Select(r => r.ValueOrThrow()).ToList();
        checker.Verify();
        Assert.That(seen, Has.Count.EqualTo(cuts * senders));
        Assert.That(sender.Realtime.Session.Outbox.Repeated, Is.GreaterThan(100), "cuts that hit what was written and not confirmed");
        Assert.That(backend.Service<RealtimeHub>().Repetitions, Is.Positive, "cuts that took the confirmation of what had been done");
        for (var number = 0; number < senders; number++)
            Assert.That(seen.Where(n => n[0] == number).Select(n => n[1]), Is.EqualTo(Enumerable.Range(0, cuts)), $"sender {number}: all, once, in order");
        Assert.That(gaps.Values, Is.Empty);
    }

    [TestCase(RealtimeTransport.WebSocketFirst, 400, 11)]
    [TestCase(RealtimeTransport.PollingFirst, 60, 12)]
    [TestCase(RealtimeTransport.PollingOnly, 60, 13)]
    public async Task CutsAtAnyMoment_WhileTenClientsWrite_LoseNothingAndDoubleNothing(RealtimeTransport transport, int cuts, int seed)
    {
        const int mostBytes = 10_000;
        await using var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { Realtime = Unlimited });
        await using var proxy = FaultProxy.To(backend.Url);
        using var crowd = await WritingCrowd.StartAsync(10, () => Create(proxy.Url, backend.ClientKey, Fast with { Transport = transport }));
        proxy.Cuts = new RandomCuts(seed, mostBytes, cuts);
        await crowd.WriteUntilAsync(proxy.Cuts.Done, seed);

        crowd.RequireEverythingOnceInOrder();
        Assert.That(crowd.FailedAttempts, Is.Positive, "cuts that hit a reconnection");
        Assert.That(crowd.Recoveries, Is.GreaterThan(10), "connections that came back to what they were");
        Assert.That(crowd.Repeated, Is.Positive, "cuts that hit what was written and not confirmed");
        Assert.That(backend.Service<RealtimeHub>().Repetitions, Is.Positive, "cuts that took the confirmation of what had been done");
    }

    [Test]
    public async Task BackendThatIsRestarted_IsAGap_AndWhatWasSentMeanwhileArrives()
    {
        var port = 0;
        var options = new AltogicBackendOptions { ClientKey = "key-1" };
        var first = await BackendFixture.StartAsync(options);
        port = new Uri(first.Url).Port;
        await using var proxy = FaultProxy.To(() => port);
        using var client = Create(proxy.Url, first.ClientKey);
        var room = client.Realtime.Channel("room");
        var received = room.On<string>("x").Soon();
        await client.Realtime.Connect().ShouldSucceed();
        await client.Realtime.UpdateProfile(new { name = "Ada" }).ShouldSucceed();
        await room.Join().ShouldSucceed();
        var gaps = client.Realtime.Gaps.Soon(2);
        var lost = client.Realtime.ConnectionChanges.OfType<ConnectionState.Connecting>().Soon();
        await first.DisposeAsync();
        await lost;
        var sending = room.Send("x", "sent meanwhile").ShouldSucceed();
        await using var second = await BackendFixture.StartAsync(options);
        port = new Uri(second.Url).Port;
        await sending.WaitAsync(RealtimeTesting.Limit);

        Assert.That((await received).Data, Is.EqualTo("sent meanwhile"));
        Assert.That((await gaps).Select(gap => gap.Channel), Is.EqualTo(new[] { "room", null }));
        Assert.That((string?)(await client.Realtime.GetMembers("room").ShouldSucceed()).Single().Data!["name"], Is.EqualTo("Ada"));
    }

    [Test]
    public async Task BytesInCrumbs_AreThePacketsTheyWere()
    {
        await using var backend = await BackendFixture.StartAsync();
        await using var proxy = FaultProxy.To(backend.Url);
        proxy.Crumbs = 3;
        using var client = Create(proxy.Url, backend.ClientKey);
        var received = client.Realtime.On<string>("x").Soon(20);
        for (var i = 0; i < 20; i++) await client.Realtime.Broadcast("x", new string('ş', i * 50)).ShouldSucceed();

        Assert.That((await received).Select(r => r.Data!.Length), Is.EqualTo(Enumerable.Range(0, 20).Select(i => i * 50)));
    }

    private static AltogicClient Create(string url, string key, RealtimeOptions? options = null) =>
        new(url, key, new AltogicClientOptions { Realtime = options ?? Fast });
}
