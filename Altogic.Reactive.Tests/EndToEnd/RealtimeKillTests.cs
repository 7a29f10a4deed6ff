using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>The backend is killed without a warning, and started again on the same data and port. What it held in memory is lost.</summary>
public sealed class RealtimeKillTests
{
    private const string Key = "kill-test-key";

    private static readonly RealtimeOptions Fast = new()
    {
        ReconnectionDelay = TimeSpan.FromMilliseconds(50),
        MaxReconnectionDelay = TimeSpan.FromMilliseconds(50),
        Transport = RealtimeTransport.WebSocketOnly,
    };

    [Test]
    public async Task Kill_BringsChannelsProfileAndWaitingSendsBack_AndIsAGap()
    {
        using var folder = new TemporaryFolder();
        using var first = Start(folder.Path, 0);
        var url = (string)(await first.ReadyAsync())["url"]!;
        using var client = new AltogicClient(url, Key, new AltogicClientOptions { Realtime = Fast });
        var room = client.Realtime.Channel("observed");
        var joins = new RxContractChecker<MemberChange>();
        using var joining = client.Realtime.Joins.Subscribe(joins);
        var all = UpToTheEnd(room);
        await client.Realtime.Connect().ShouldSucceed();
        await client.Realtime.Join("joined").ShouldSucceed();
        await client.Realtime.UpdateProfile(new { name = "Ada" }).ShouldSucceed();
        var before = client.Realtime.SocketId;
        var gaps = client.Realtime.Gaps.Soon(3);
        var lost = client.Realtime.ConnectionChanges.OfType<ConnectionState.Connecting>().Soon();

        first.Kill();
        await lost;
        var sending = Enumerable.Range(0, 200).Select(number => room.Send("n", number).ShouldSucceed()).ToList();
        sending.Add(room.Send("end", null).ShouldSucceed());
        using var second = Start(folder.Path, new Uri(url).Port);
        await second.ReadyAsync();
        await Task.WhenAll(sending).WaitAsync(RealtimeTesting.Limit);

        Assert.That(await all, Is.EqualTo(Enumerable.Range(0, 200)), "in order, each once");
        Assert.That((await gaps).Select(gap => gap.Channel), Is.EquivalentTo(new[] { "observed", "joined", null }));
        var later = joins.Values.Where(change => change.Member.Id != before).ToList();
        Assert.That(later.Select(change => change.Channel), Is.EquivalentTo(new[] { "observed", "joined" }), "each joined once");
        Assert.That(later.Select(change => (string?)change.Member.Data!["name"]), Is.All.EqualTo("Ada"), "the profile comes first");
        var member = (await client.Realtime.GetMembers("joined").ShouldSucceed()).Single();
        Assert.That((member.Id, (string?)member.Data!["name"]), Is.EqualTo((client.Realtime.SocketId, "Ada")));
    }

    [Test]
    public async Task Kills_WhileSomebodySends_DoubleNothing_LoseNothingConfirmed_AndLeaveNoSendWithoutAnEnd()
    {
        const int kills = 3;
        using var folder = new TemporaryFolder();
        var backend = Start(folder.Path, 0);
        var url = (string)(await backend.ReadyAsync())["url"]!;
        using var client = new AltogicClient(url, Key, new AltogicClientOptions { Realtime = Fast });
        var room = client.Realtime.Channel("room");
        var all = UpToTheEnd(room);
        await client.Realtime.Connect().ShouldSucceed();
        var results = new List<Task<Result<System.Reactive.Unit>>>();
        for (var kill = 0; kill < kills; kill++)
        {
            await client.Realtime.Connected();
            for (var i = 0; i < 300; i++)
            {
                if (i == 150)
                {
                    await results[^50];
                    backend.Kill();
                }

                results.Add(room.Send("n", results.Count).Soon());
            }

            await backend.EndAsync();
            backend.Dispose();
            backend = Start(folder.Path, new Uri(url).Port);
            await backend.ReadyAsync();
        }

        await room.Send("end", null).ShouldSucceed();
        var seen = await all;
        var ended = await Task.WhenAll(results);
        backend.Dispose();
        var unknown = ended.Where(result => !result.IsSuccess).ToList();
        Assert.That(unknown.Select(result => result.Errors!.Items[0].Code), Is.All.EqualTo(ErrorCodes.DeliveryUnknown));
        Assert.That(seen, Is.Ordered.And.Unique);
        var confirmed = Enumerable.Range(0, ended.Length).Where(number => ended[number].IsSuccess).ToList();
        Assert.That(confirmed, Has.Count.GreaterThanOrEqualTo(kills * 101), "the kills came in the middle");
        Assert.That(confirmed.Except(seen), Is.Empty, "the sender's own copy is sent before the confirmation");
    }

    private static async Task<List<int>> UpToTheEnd(RealtimeChannel room)
    {
        var messages = await room.OnAny().Where(message => message.Event is "n" or "end").TakeUntil(message => message.Event == "end").ToList()
            .Timeout(5 * RealtimeTesting.Limit).ToTask();
        return [.. messages.SkipLast(1).Select(message => message.As<int>().Data)];
    }

    private static BackendProcess Start(string folder, int port) =>
        BackendProcess.Start(folder, "serve", "--url", "http://127.0.0.1:" + port, "--data", "data", "--client-key", Key);
}
