using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>What a client misses is replayed inside the window, and is a gap outside it; the backend's clock is the test's.</summary>
public sealed class RealtimeWindowTests
{
    private readonly ManualTimers _time = new();

    [TestCase(9, true)]
    [TestCase(11, false)]
    public async Task Return_AfterMinutes_IsReplayedOrAGap(int minutes, bool isReplayed)
    {
        await using var backend = await StartAsync(options => options);
        var (messages, gaps, isRecovered) = await MissAsync(backend, ["missed"], TimeSpan.FromMinutes(minutes));

        Assert.That(messages, Is.EqualTo(isReplayed ? new[] { "before", "missed", "after" } : ["before", "after"]));
        Assert.That(gaps, isReplayed ? Is.Empty : Is.EqualTo(new[] { "room", null }));
        Assert.That(isRecovered, Is.EqualTo(isReplayed));
    }

    [TestCase(100, true)]
    [TestCase(2000, false)]
    public async Task Return_AfterMoreThanTheWindowHolds_IsAGap(int count, bool isReplayed)
    {
        await using var backend = await StartAsync(options => options with
        {
            App = new AppDefinition { Limits = new LimitsDefinition { RealtimeReplayBytes = 256 * 1024 } },
        });
        string[] missed = [.. Enumerable.Range(0, count).Select(i => "missed " + i)];
        var (messages, gaps, _) = await MissAsync(backend, missed, TimeSpan.Zero);

        Assert.That(messages, Is.EqualTo(isReplayed ? ["before", .. missed, "after"] : (string[])["before", "after"]));
        Assert.That(gaps, isReplayed ? Is.Empty : Is.EqualTo(new[] { "room", null }));
    }

    /// <summary>A client is away while others send, for so long; gives what it has seen, its gaps, and whether it was recovered.</summary>
    private async Task<(List<string> Messages, List<string?> Gaps, bool IsRecovered)> MissAsync(
        BackendFixture backend, IReadOnlyList<string> missed, TimeSpan absence)
    {
        await using var proxy = FaultProxy.To(backend.Url);
        using var client = Create(proxy.Url, backend.ClientKey);
        using var direct = Create(backend.Url, backend.ClientKey);
        var messages = client.Realtime.Channel("room").On<string>("x").TakeUntil(result => result.Data == "after").ToList().Soon();
        var gaps = new RxContractChecker<Gap>();
        using var watching = client.Realtime.Gaps.Subscribe(gaps);
        await client.Realtime.Connect().ShouldSucceed();
        await client.Realtime.Join("room").ShouldSucceed();
        var before = client.Realtime.Channel("room").On("x").Soon();
        await SendAsync("before");
        await before;
        var lost = client.Realtime.ConnectionChanges.OfType<ConnectionState.Connecting>().Soon();
        proxy.IsDown = true;
        proxy.Cut();
        await lost;
        foreach (var text in missed) await SendAsync(text);
        _time.Advance(absence);
        proxy.IsDown = false;
        var back = await client.Realtime.Connected();
        // when this is confirmed, what restores the channels has been as well
        await client.Realtime.Join("room").ShouldSucceed();
        await SendAsync("after");
        await messages;
        gaps.Verify();
        return ([.. (await messages).Select(r => r.Data!)], [.. gaps.Values.Select(gap => gap.Channel)], back.IsRecovered);

        Task SendAsync(string text) => direct.Realtime.Send("room", "x", text).ShouldSucceed();
    }

    private Task<BackendFixture> StartAsync(Func<AltogicBackendOptions, AltogicBackendOptions> change) => BackendFixture.StartAsync(change(new AltogicBackendOptions
    {
        TimeProvider = _time,
        Realtime = new RealtimeSettings { PingInterval = TimeSpan.FromDays(1), EventsPerSecond = 1_000_000, EventBurst = 1_000_000 },
    }));

    private static AltogicClient Create(string url, string key) => new(url, key, new AltogicClientOptions
    {
        Realtime = new RealtimeOptions
        {
            ReconnectionDelay = TimeSpan.FromMilliseconds(20),
            MaxReconnectionDelay = TimeSpan.FromMilliseconds(20),
            Transport = RealtimeTransport.WebSocketOnly,
        },
    });
}
